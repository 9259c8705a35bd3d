import { useCallback } from 'react';
import { withConsent } from '../files/consent.ts';
import { useWindow } from '../window/window-store.ts';
import { useLabAct } from './use-act.ts';

/** Resets the lab; the top bar offers the way back for as long as there is one. */
export function useReset(): () => void {
  const act = useLabAct();
  const notify = useWindow((state) => state.notify);
  return useCallback(() => {
    void act('reset the lab', (api) => withConsent(api, () => api.reset.mutate())).then((done) => {
      if (done === null) return;
      notify({ kind: 'done', text: 'The lab is fresh: empty store, empty jars, a new log.' });
    });
  }, [act, notify]);
}
