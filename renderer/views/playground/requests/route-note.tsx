import { FileCode } from 'lucide-react';
import { useEffect } from 'react';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import { routeOf } from '../../../parts/requests/routes.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { progressOf } from './requests-slice.ts';

/** What the route does; while requests are under way, how far they are instead. */
export function RouteNote() {
  const { method, path } = usePlaygroundStore((state) => state.draft);
  const open = useWindow((state) => state.open);
  const progress = useProgress();
  const asked = usePlaygroundStore((state) => state.asked);
  const route = routeOf(method, path);
  if (progress) return <Progress {...progress} />;
  if (asked > 0)
    return (
      <p className="route-note">
        Sending {asked === 1 ? 'the request' : `${asked.toLocaleString('en')} requests`}…
      </p>
    );
  return (
    <p className="route-note">
      <span className="grow">
        {route?.sentence ??
          (path.startsWith(ownHandlerPath)
            ? 'Your own handler.'
            : 'No built-in route answers this: expect a 404.')}
      </span>
      {route && (
        <Button look="plain" icon={<FileCode aria-hidden />} onClick={() => open('route-source')}>
          Source
        </Button>
      )}
    </p>
  );
}

function useProgress() {
  const pending = usePlaygroundState((state) => state.pending);
  const started = usePlaygroundStore((state) => state.started);
  const finish = usePlaygroundStore((state) => state.finish);
  useEffect(() => {
    if (pending === 0) finish();
  }, [pending, finish]);
  return progressOf(started, pending);
}

function Progress({ done, total }: { done: number; total: number }) {
  const act = useAct();
  return (
    <div className="route-note">
      <span className="progress">
        <progress max={total} value={done} aria-label="Requests done" />
        {done.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
      <Button onClick={() => void act('cancel the requests', (api) => api.cancel.mutate())}>Cancel</Button>
    </div>
  );
}
