import { useCallback } from 'react';
import { useLabAct } from './use-act.ts';
import { useWindow } from './window-store.ts';

/** Resets the lab and offers to undo it. */
export function useReset(): () => void {
  const act = useLabAct();
  const notify = useWindow((state) => state.notify);
  return useCallback(() => {
    void act('reset the lab', (api) => api.reset.mutate()).then((done) => {
      if (done === null) return;
      notify({
        kind: 'done',
        text: 'The lab is fresh: empty store, empty jars, a new log.',
        action: {
          label: 'Undo reset',
          run: () => void act('undo the reset', (api) => api.undoReset.mutate()),
        },
      });
    });
  }, [act, notify]);
}
