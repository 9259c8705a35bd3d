import { useState } from 'react';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import { useApi } from '../../../services/api-context.ts';
import { explainError } from '../../../services/explain-error.ts';
import { useWindow } from '../../../services/window-store.ts';

/** Puts a handler into the lab, or takes it out. `problem`: why the lab did not take it, with the line. */
export function useRunHandler() {
  const api = useApi();
  const tell = useWindow((state) => state.tell);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (source: string | null) => {
    try {
      await api.setHandler.mutate({ source });
      setProblem(null);
      if (source !== null)
        tell({ kind: 'done', text: `Your handler runs at ${ownHandlerPath}: send or fire there.` });
    } catch (error) {
      const { at, message } = explainError(error);
      setProblem(at === null || at === 'handler' || at === 'source' ? message : `${at}: ${message}`);
    }
  };
  return { problem, run };
}
