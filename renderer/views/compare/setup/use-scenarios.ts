import { useEffect, useMemo, useState } from 'react';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { useApi } from '../../../services/api-context.ts';
import { useScenarioCatalogue } from '../../../services/scenario-catalogue.ts';
import { firstScenario } from './first-scenario.ts';
import { firstOrigin } from './setup-slice.ts';

export type Offered = { origin: string; label: string; scenario: Scenario };

export const fileOrigin = (name: string): string => `file ${name}`;

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
