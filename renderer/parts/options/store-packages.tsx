import { useEffect, useRef, useState } from 'react';
import { type StoreKind, storeKinds } from '../../../server/contract/stores/store-kinds.ts';
import { useApi } from '../../services/connection/api-context.ts';
import { explainError } from '../../services/connection/explain-error.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';

type Phase =
  | { is: 'there' | 'installed' }
  | { is: 'missing'; failure: string | null }
  | { is: 'installing'; fetched: number };

const listed = new Intl.ListFormat('en');

/** Offers to install the packages that a kind of store is opened with, where they are missing. `onInstalled`: they are there now. */
export default function StorePackages({ kind, onInstalled }: { kind: StoreKind; onInstalled: () => void }) {
  const api = useApi();
  const [phase, setPhase] = useState<Phase>({ is: 'there' });
  const installing = useRef<AbortController | null>(null);

  useEffect(() => {
    const isGone = new AbortController();
    api.storePackages.missing
      .query({ kind }, { signal: isGone.signal })
      .then(({ missing }) => {
        if (missing.length > 0) setPhase({ is: 'missing', failure: null });
      })
      // Whoever opens the store hears of it then.
      .catch(() => {});
    return () => {
      isGone.abort();
      installing.current?.abort();
    };
  }, [api, kind]);

  const install = async () => {
    const giveUp = new AbortController();
    installing.current = giveUp;
    setPhase({ is: 'installing', fetched: 0 });
    try {
      const news = await api.storePackages.install.mutate({ kind }, { signal: giveUp.signal });
      for await (const one of news) {
        if (one.type === 'progress') {
          setPhase({ is: 'installing', fetched: one.progress.fetched });
          continue;
        }
        setPhase({ is: 'installed' });
        onInstalled();
        return;
      }
      throw new Error('The app ended the installation before it was done.');
    } catch (error) {
      const failure = giveUp.signal.aborted ? null : explainError(error).message;
      setPhase({ is: 'missing', failure });
    }
  };

  if (phase.is === 'there') return null;
  const versions = listed.format(
    Object.entries(storeKinds[kind].packages).map(([name, version]) => `${name} ${version}`),
  );
  const isToDo = phase.is === 'missing' || phase.is === 'installing';
  return (
    <div className="store-packages">
      {isToDo && (
        <p className="option-says">
          Your npm can install {versions} for this app alone, into a folder of its own. No script of a package
          runs.
        </p>
      )}
      <div className="row wrap">
        {phase.is === 'missing' && <Button onClick={() => void install()}>Install</Button>}
        {phase.is === 'installing' && (
          <>
            <progress aria-label="Installing" />
            <Button onClick={() => installing.current?.abort()}>Cancel</Button>
          </>
        )}
      </div>
      <div role="status" className="option-says">
        {phase.is === 'installing' && <p>{phase.fetched} files fetched</p>}
        {phase.is === 'installed' && <p>Installed: {versions}.</p>}
      </div>
      {phase.is === 'missing' && phase.failure !== null && <FieldError>{phase.failure}</FieldError>}
    </div>
  );
}
