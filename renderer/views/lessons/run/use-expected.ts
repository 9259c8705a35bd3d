import { useEffect, useState } from 'react';
import { useApi } from '../../../services/api-context.ts';
import type { Entry } from '../catalogue/entry.ts';

type Expected = { steps: (string | null)[]; goal: string[] };

/** In the course of a visit the same lessons are opened again and again. */
const known = new WeakMap<object, Promise<Expected>>();

/** What the lesson will check, in words; null until they are here. */
export function useExpected({ scenario }: Entry): Expected | null {
  const api = useApi();
  const [expected, setExpected] = useState<{ of: object; words: Expected } | null>(null);
  useEffect(() => {
    const asked = known.get(scenario) ?? api.expectedWords.mutate(scenario);
    known.set(scenario, asked);
    asked.then(
      (words) => setExpected({ of: scenario, words }),
      // Without an answer the list says “…” until the lesson is run, which tells what is the matter.
      () => known.delete(scenario),
    );
  }, [api, scenario]);
  return expected?.of === scenario ? expected.words : null;
}
