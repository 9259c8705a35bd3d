import { useCallback } from 'react';
import type { Api } from './api.ts';
import { useApi } from './api-context.ts';
import { explainError } from './explain-error.ts';
import { useWindow } from './window-store.ts';

/**
 * Runs an action of the control plane and gives its answer; when it fails, says so in words and gives null.
 * `what` completes "Could not …".
 */
export function useAct(): <Answer>(
  what: string,
  action: (api: Api) => Promise<Answer>,
) => Promise<Answer | null> {
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
