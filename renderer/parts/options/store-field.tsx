import { RotateCcw } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import {
  type StoreConfig,
  type StoreKind,
  storeKinds,
  storeOfKind,
} from '../../../server/contract/stores/store-kinds.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import './option-field.css';

const kinds = Object.keys(storeKinds).filter((kind): kind is StoreKind => kind in storeKinds);
const hasSettings = (kind: StoreKind): boolean => Object.keys(storeKinds[kind].settings).length > 0;
const isSame = (one: StoreConfig, other: StoreConfig): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Fetched where somebody chooses a store that needs them. */
const StorePackages = lazy(() => import('./store-packages.tsx'));
const StoreSettings = lazy(() => import('./store-settings.tsx'));

type StoreFieldProps = {
  store: StoreConfig;
  onChange: (store: StoreConfig) => void;
  /** What was asked for last, as long as it is not answered or where it is refused: it is there to be mended. */
  asked?: StoreConfig | null;
  /** Why the last change was not taken. */
  refusal?: string | null;
  /** The kind whose packages were missing then. */
  lacking?: StoreKind | null;
  brief?: boolean;
};

/**
 * The kind of store, with what it is. Another kind is another store; one with settings is taken when they are given.
 * `brief`: on one line.
 */
export function StoreField({
  store,
  onChange,
  asked = null,
  refusal = null,
  lacking: refused = null,
  brief = false,
}: StoreFieldProps) {
  const id = useId();
  /** A kind that is still to be set: only as long as the store that it was chosen over stays. */
  const [chosen, setChosen] = useState<{ kind: StoreKind; over: StoreConfig } | null>(null);
  const [installs, setInstalls] = useState(0);
  const [tried, setTried] = useState<StoreKind | null>(null);
  if (chosen !== null && !isSame(chosen.over, store)) setChosen(null);
  const inUse = asked !== null && hasSettings(asked.kind) ? asked : store;
  const kind = chosen?.kind ?? inUse.kind;
  const shown = kind === inUse.kind ? inUse : storeOfKind(kind);
  // Where one without settings was refused, the lab's own is shown again.
  const wanted = chosen === null && asked !== null && refusal !== null ? asked : shown;
  const lacking = refused ?? tried;
  const choose = (next: StoreKind) => {
    const isOther = next !== store.kind;
    const isToBeSet = isOther && storeKinds[next].kept === 'elsewhere';
    setChosen(isToBeSet ? { kind: next, over: store } : null);
    if (isToBeSet) return;
    if (isOther) onChange(storeOfKind(next));
    // What was refused is not wanted any more.
    else if (refusal !== null) onChange(store);
  };
  const select = (
    <Select
      id={id}
      aria-describedby={`${id}-says`}
      value={kind}
      choices={kinds.map((value) => ({ value, label: storeKinds[value].label }))}
      onChange={choose}
    />
  );
  return (
    <div className={`option ${brief ? 'brief' : 'wide'} ${kind === 'memory' ? '' : 'changed'}`}>
      <div className="option-line">
        <label htmlFor={id} className="mono">
          store
        </label>
        {kind !== 'memory' && (
          <Button
            look="plain"
            icon={<RotateCcw aria-hidden />}
            aria-label="Revert store"
            hint={`Back to the default: ${storeKinds.memory.label}`}
            onClick={() => {
              choose('memory');
              document.getElementById(id)?.focus();
            }}
          />
        )}
        {brief && select}
      </div>
      {!brief && select}
      <p className={brief ? 'visually-hidden' : 'option-says'} id={`${id}-says`}>
        {storeKinds[kind].sentence}
      </p>
      {hasSettings(kind) && (
        <Suspense fallback={null}>
          <StoreSettings
            key={kind}
            store={shown}
            isTaken={isSame(shown, store)}
            onTake={onChange}
            installs={installs}
            onLacking={() => setTried(kind)}
          />
        </Suspense>
      )}
      {lacking === wanted.kind && (
        <Suspense fallback={null}>
          <StorePackages
            key={`packages of ${wanted.kind}`}
            kind={wanted.kind}
            onInstalled={() => {
              setInstalls(installs + 1);
              if (chosen === null && asked !== null) onChange(asked);
            }}
          />
        </Suspense>
      )}
      {refusal !== null && chosen === null && <FieldError>{refusal}</FieldError>}
    </div>
  );
}
