import { useEffect, useMemo, useState } from 'react';
import { toldLine } from '../../../../server/contract/errors.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { pageSentence } from '../../../page-problems.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { openText } from '../../../services/files/files.ts';
import { readScenario, useScenarioCatalogue } from '../../../services/files/scenario-catalogue.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useCompare } from '../compare-store.ts';
import { type ReadSpec, readSpec } from './dimensions.ts';
import { firstOrigin, firstScenario } from './setup-slice.ts';

/** What is asked now, and whether the answer on screen is to that. */
export function useReadSpec(): { read: ReadSpec; isAnswered: boolean } {
  const scenario = useCompare((state) => state.scenario);
  const dimensions = useCompare((state) => state.dimensions);
  const answered = useCompare((state) => state.answer?.spec ?? null);
  return useMemo(() => {
    const read = readSpec(scenario, dimensions);
    return { read, isAnswered: read.ok && JSON.stringify(read.spec) === JSON.stringify(answered) };
  }, [scenario, dimensions, answered]);
}

/** What is wrong with that dimension: what is seen here, or what the engine said to it. */
export function useProblemOf(id: number): string | null {
  const { read } = useReadSpec();
  const failure = useCompare((state) => state.failure);
  const place = useCompare((state) => state.dimensions.findIndex((draft) => draft.id === id));
  if (!read.ok) return read.id === id ? pageSentence(read.problem) : null;
  const [, at, value] = /^dimensions\[(\d+)\](?:\.values\[(\d+)\])?/.exec(failure?.at ?? '') ?? [];
  if (failure === null || at === undefined || Number(at) !== place) return null;
  if (JSON.stringify(failure.spec) !== JSON.stringify(read.spec)) return null;
  const given = value === undefined ? undefined : read.spec.dimensions[place]?.values[Number(value)];
  return given === undefined ? failure.message : `${given}: ${failure.message}`;
}

export type Offered = { origin: string; label: string; scenario: Scenario };

const fileOrigin = (name: string): string => `file ${name}`;

/** What can be compared: the first scenario, files that were opened, and the lessons once they have come. */
export function useScenarios(): readonly Offered[] {
  const api = useApi();
  const files = useScenarioCatalogue((state) => state.files);
  const [course, setCourse] = useState<readonly (Scenario & { id: string })[]>([]);
  useEffect(() => {
    // Without the course there is still something to compare.
    api.course.query().then(
      (lessons) => setCourse(lessons),
      () => {},
    );
  }, [api]);
  return useMemo(
    () => [
      { origin: firstOrigin, label: firstScenario.title, scenario: firstScenario },
      ...files.flatMap((file) =>
        file.ok
          ? [{ origin: fileOrigin(file.name), label: `File: ${file.name}`, scenario: file.scenario }]
          : [],
      ),
      ...course.map((lesson) => ({
        origin: `lesson ${lesson.id}`,
        label: `Lesson: ${lesson.title}`,
        scenario: lesson,
      })),
    ],
    [course, files],
  );
}

export const playgroundOrigin = 'playground';

/** Takes a scenario from elsewhere: what was done in the playground, or a file. */
export function useTake(): { takeDone: () => void; openFile: () => void } {
  const api = useApi();
  const act = useAct();
  return useMemo(() => {
    const takeDone = async () => {
      const answer = await act('take what you did', async ({ recordScenario }) => ({
        recording: await recordScenario.query(),
      }));
      if (answer === null) return;
      if (answer.recording === null) return notifyFailed('no request was sent in the playground so far.');
      useCompare.getState().takeScenario(playgroundOrigin, answer.recording.scenario);
    };
    const openFile = async () => {
      const opened = await openText('scenario', '.json,application/json');
      if (opened === null) return;
      if (!opened.ok) return notifyFailed(pageSentence(opened.problem));
      const file = await readScenario(api, opened.value.name, opened.value.text);
      if (file === null) return;
      if (!file.ok) return notifyFailed(file.problems.map(toldLine).join('; '));
      useScenarioCatalogue.getState().put(file);
      useCompare.getState().takeScenario(fileOrigin(file.name), file.scenario);
    };
    return { takeDone: () => void takeDone(), openFile: () => void openFile() };
  }, [api, act]);
}

const notifyFailed = (message: string): void =>
  useWindow.getState().notify({
    kind: 'error',
    text: `Could not take it: ${message}`,
    next: 'What was there before is still there.',
  });
