import { lazy, Suspense, useMemo } from 'react';
import { eventAt, seqAt } from '../../history/folds/position.ts';
import type { HistoryState } from '../../history/history.ts';
import { useGivenHistory, useHistory } from '../../history/use-history.ts';
import { useCommands } from '../../services/keyboard/commands.ts';

const RequestDialog = lazy(async () => ({ default: (await import('./request-dialog.tsx')).RequestDialog }));

/** The heads and bodies of a request of the given history, once somebody asks for them; and the mark that times are told from. */
export function RequestInspector() {
  const inspected = useHistory((state) => state.inspected);
  const history = useGivenHistory();
  useCommands(
    useMemo(
      () => ({
        inspect: () => {
          const state = history.getState();
          const request = requestAt(state);
          if (request !== null) state.inspect(request);
        },
        mark: () => {
          const { logged, cursor, marked, mark } = history.getState();
          const seq = seqAt(logged.log, cursor);
          mark(marked === seq ? null : seq);
        },
      }),
      [history],
    ),
  );
  if (inspected === null) return null;
  return (
    <Suspense fallback={null}>
      <RequestDialog request={inspected} />
    </Suspense>
  );
}

/** The one that is selected, or else that of the event at the cursor. */
function requestAt({ selection, logged: { log }, cursor }: HistoryState): string | null {
  if (selection?.type === 'request') return selection.request;
  const event = eventAt(log, seqAt(log, cursor));
  return event && 'request' in event ? event.request : null;
}
