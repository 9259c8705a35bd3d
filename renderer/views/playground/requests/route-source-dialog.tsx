import { useEffect, useState } from 'react';
import { routeOf } from '../../../parts/requests/routes.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { CodeText } from '../../../ui/code-text.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { usePlaygroundStore } from '../playground-store.ts';

/** The handler that runs: its source, as the lab has it. */
export function RouteSourceDialog({ onClose }: { onClose: () => void }) {
  const { method, path } = usePlaygroundStore((state) => state.draft);
  const route = routeOf(method, path);
  const id = route?.id;
  const [source, setSource] = useState<string | null>(null);
  const act = useAct();
  useEffect(() => {
    if (id !== undefined)
      void act('read the route’s source', (api) => api.routeSource.query({ route: id })).then(setSource);
  }, [act, id]);
  return (
    <Dialog title={`${method} ${route?.path ?? path}`} wide onClose={onClose}>
      <div className="stack">
        <p className="soft">
          {route?.sentence} This is the code that runs. <code>?early=save</code> or <code>?early=reload</code>{' '}
          puts a save, or a reload and a save, before the work.
        </p>
        <CodeText label="Source" text={source ?? '…'} />
      </div>
    </Dialog>
  );
}
