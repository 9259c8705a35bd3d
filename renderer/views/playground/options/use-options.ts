import { useCallback } from 'react';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { useApi } from '../../../services/api-context.ts';
import { explainError } from '../../../services/explain-error.ts';
import { usePlaygroundState } from '../../../services/use-playground-state.ts';
import { useWindow } from '../../../services/window-store.ts';
import { usePlaygroundStore } from '../playground-store.ts';

/** The configuration as it is on screen: the lab's, or the change that is on its way to it. */
export function useConfig(): LabConfig {
  const running = usePlaygroundState((state) => state.config);
  return usePlaygroundStore((state) => state.pending) ?? running;
}

/** Hands a configuration over to the lab. `path`: the option it is about, where a refusal is shown. */
export function useConfigure() {
  const api = useApi();
  const tell = useWindow((state) => state.tell);
  return useCallback(
    async (config: LabConfig, path: string | null) => {
      const { settle, takeBack, refuse } = usePlaygroundStore.getState();
      try {
        await api.configure.mutate(config);
        settle();
      } catch (error) {
        takeBack();
        const { message, next, at } = explainError(error);
        const field = at?.replace(/^options\./, '') ?? path;
        if (field !== null) refuse(field, message);
        else tell({ kind: 'error', text: `Could not change the options: ${message}`, next });
      }
    },
    [api, tell],
  );
}
