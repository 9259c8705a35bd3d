import { useEffect, useState } from 'react';
import { useApi } from '../../../services/api-context.ts';
import type { Draft } from './draft.ts';

/** What each expectation of a draft expects, in words, by its place; null until they are here. */
export function useDraftWords({ base, steps }: Draft): (string | null)[] | null {
  const api = useApi();
  const [words, setWords] = useState<(string | null)[] | null>(null);
  // The steps themselves stay while they are taken in or left out.
  const all = JSON.stringify(steps.map(({ step }) => step));
  useEffect(() => {
    const { task: _, ...scenario } = base;
    api.expectedWords.mutate({ ...scenario, steps: JSON.parse(all) }).then(
      (answer) => setWords(answer.steps),
      // The words are a help; without them the list says “…”.
      () => setWords(null),
    );
  }, [api, base, all]);
  return words;
}
