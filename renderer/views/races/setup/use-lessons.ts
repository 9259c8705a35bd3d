import { useEffect, useState } from 'react';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { useApi } from '../../../services/api-context.ts';

/** The lessons in which requests overlap; none until they have come. */
export function useLessons(): readonly Scenario[] {
  const api = useApi();
  const [lessons, setLessons] = useState<readonly Scenario[]>([]);
  useEffect(() => {
    // Without the course the presets are still there.
    api.course.query().then(
      (course) => setLessons(course.filter(hasRace)),
      () => {},
    );
  }, [api]);
  return lessons;
}

const hasRace = ({ steps }: Scenario): boolean =>
  steps.some((step) => 'together' in step && step.together.length > 1);
