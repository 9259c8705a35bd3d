import { useCallback, useState } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import { type Draft, type ReadDraft, readDraft } from '../../../parts/requests/draft.ts';
import type { Api } from '../../../services/connection/api.ts';
import { useLabAct } from '../../../services/connection/use-act.ts';
import { usePlaygroundStore } from '../playground-store.ts';
import { requestsIn } from './requests-slice.ts';
import { useLive } from './use-live.ts';

/** ms in which the app's state follows its answer. */
const longestState = 200;

export type Wrong = Extract<ReadDraft, { ok: false }>;

/** Sends what the form holds. `wrong`: the field that kept the last try from being sent. */
export function useSending() {
  const act = useLabAct();
  const goLive = useLive();
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const read = useCallback(() => {
    const draft = readDraft(usePlaygroundStore.getState().draft);
    setWrong(draft.ok ? null : draft);
    return draft.ok ? draft.spec : null;
  }, []);
  const begin = useCallback(
    (count: number, what: string, action: (api: Api) => Promise<unknown>) => {
      goLive();
      const { start, answered } = usePlaygroundStore.getState();
      start(count);
      // How far they are is told by another way than the answer, and may come after it.
      void act(what, action).then(() => setTimeout(() => answered(count), longestState));
    },
    [act, goLive],
  );
  const send = useCallback(() => {
    const spec = read();
    if (spec === null) return;
    begin(1, 'send the request', (api) => api.send.mutate(spec));
  }, [begin, read]);
  const fire = useCallback(() => {
    const request = read();
    if (request === null) return;
    const { together, stagger } = usePlaygroundStore.getState().draft;
    begin(together, 'fire the requests', (api) => api.fire.mutate({ request, together, stagger }));
  }, [begin, read]);
  const addToSequence = useCallback(() => {
    const spec = read();
    if (spec !== null) usePlaygroundStore.getState().addToSequence({ send: spec });
  }, [read]);
  const runSequence = useCallback(
    (how: 'sequence' | 'together') => {
      const steps = usePlaygroundStore.getState().sequence.map(({ step }) => step);
      const all = steps.flatMap(requestsIn);
      begin(all.length, 'run the sequence', (api) =>
        how === 'together'
          ? api.together.mutate(all)
          : api.sequence.mutate(steps.map((step) => ('send' in step ? step.send : [...step.together]))),
      );
    },
    [begin],
  );
  return { wrong, send, fire, addToSequence, runSequence };
}

export type Sending = ReturnType<typeof useSending>;

/** The words for a field's problem, null when the problem is elsewhere. */
export const problemAt = (wrong: Wrong | null, field: keyof Draft): string | null =>
  wrong?.field === field ? pageSentence(wrong.problem) : null;
