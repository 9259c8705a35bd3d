import { useCallback } from 'react';
import { createTurns } from '../../../server/contract/turns.ts';
import { useWindow } from '../window/window-store.ts';
import type { Api } from './api.ts';
import { useApi } from './api-context.ts';
import { explainError } from './explain-error.ts';

/** Completes "Could not …", and what is to be done; gives its answer, or null when that failed. */
type Act = <Answer>(what: string, action: (api: Api) => Promise<Answer>) => Promise<Answer | null>;

/** What changes the lab, from wherever in the page, takes effect in the order of the clicks. */
export const inLabTurn = createTurns();

/** Runs an action of the control plane; when it fails, says so in words. */
export function useAct(): Act {
  const api = useApi();
  const notify = useWindow((state) => state.notify);
  return useCallback(
    async (what, action) => {
      try {
        return await action(api);
      } catch (error) {
        const { at, message, next } = explainError(error);
        notify({ kind: 'error', text: `Could not ${what}: ${at === null ? '' : `${at}: `}${message}`, next });
        return null;
      }
    },
    [api, notify],
  );
}

/** The same for what acts on the lab: it begins when what was asked of the lab before is answered. */
export function useLabAct(): Act {
  const act = useAct();
  return useCallback((what, action) => inLabTurn(() => act(what, action)), [act]);
}
