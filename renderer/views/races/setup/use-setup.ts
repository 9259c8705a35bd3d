import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { usePlaygroundState, usePresent } from '../../../services/connection/use-playground-state.ts';
import type { Asked } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { keyOf, type ReadSetup, readSetup, type Setup, type SetupProblem } from './setup.ts';

/** The race as it is on screen; its options are the playground's until they are changed here. */
export function useSetup(): Setup {
  const running = usePlaygroundState((state) => state.config);
  const { before, raceRequests, own } = useRaces(
    useShallow(({ before, raceRequests, own }) => ({ before, raceRequests, own })),
  );
  return useMemo(
    () => ({ before, raceRequests, config: own ?? running }),
    [before, raceRequests, own, running],
  );
}

/** The same, for an action. null before the app has told its state. */
export function setupNow(): Setup | null {
  const { before, raceRequests, own } = useRaces.getState();
  const config = own ?? usePresent.getState().state?.config;
  return config === undefined ? null : { before, raceRequests, config };
}

const handlerNow = (): string | null =>
  useRaces.getState().ownHandler ?? usePresent.getState().state?.handler ?? null;

/** What is wrong with the race, and whether the answer on screen is to it. */
export function useReadSetup(): { read: ReadSetup; isAnswered: boolean } {
  const setup = useSetup();
  const running = usePlaygroundState((state) => state.handler);
  const handler = useRaces((state) => state.ownHandler) ?? running;
  const answered = useRaces((state) => state.answer?.key ?? null);
  return useMemo(() => {
    const read = readSetup(setup, handler);
    return { read, isAnswered: read.ok && keyOf(read.spec) === answered };
  }, [setup, handler, answered]);
}

/** The race as a question, or what keeps it from being one. */
export function askedOf(setup: Setup): { ok: true; asked: Asked } | Extract<ReadSetup, { ok: false }> {
  const read = readSetup(setup, handlerNow());
  if (!read.ok) return read;
  return { ok: true, asked: { key: keyOf(read.spec), spec: read.spec, setup } };
}

/** What keeps that request from being run, if it is the first that is wrong. */
export function useProblemOf(key: number): SetupProblem | null {
  const { read } = useReadSetup();
  return !read.ok && read.problem.key === key ? read.problem : null;
}
