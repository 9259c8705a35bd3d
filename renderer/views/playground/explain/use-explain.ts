import { useCallback, useState } from 'react';
import type { Explanation } from '../../../../server/contract/explain.ts';
import type { SessionOptions } from '../../../../server/contract/options/options.ts';
import { pageProblem, pageSentence } from '../../../page-problems.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { slimHar } from './slim-har.ts';

export type Pasted = { text: string; secret: string; address: string };

/** What is on screen below the form. `at`: the field that a refusal is about. */
export type Answer =
  | { type: 'none' }
  | { type: 'asking' }
  | { type: 'refused'; at: 'text' | 'address'; message: string }
  | { type: 'said'; explanation: Explanation; options: SessionOptions | null };

/** Bytes that a call may have, less what is around the text. */
const maxCallBytes = 1024 * 1024 - 8192;

const bytesOf = (text: string): number => new Blob([JSON.stringify(text)]).size;

/** Asks what a pasted text is. An answer that comes after a later question is dropped. */
export function useExplain(): { answer: Answer; ask: (pasted: Pasted) => Promise<void>; forget: () => void } {
  const api = useApi();
  const [asked, setAsked] = useState<{ pasted: Pasted | null; answer: Answer }>({
    pasted: null,
    answer: { type: 'none' },
  });
  const ask = useCallback(
    async (pasted: Pasted) => {
      const settle = (answer: Answer) =>
        setAsked((now) => (now.pasted === pasted ? { pasted, answer } : now));
      setAsked({ pasted, answer: { type: 'asking' } });
      const isLarge = bytesOf(pasted.text) > maxCallBytes;
      const text = isLarge ? slimHar(pasted.text) : pasted.text;
      if (isLarge && bytesOf(text) > maxCallBytes) {
        return settle({
          type: 'refused',
          at: 'text',
          message: pageSentence(pageProblem('pasted-over', '', {})),
        });
      }
      try {
        settle({ type: 'said', ...(await api.explain.mutate({ ...pasted, text })) });
      } catch (error) {
        const { at, message } = explainError(error);
        settle({ type: 'refused', at: at === 'address' ? 'address' : 'text', message });
      }
    },
    [api],
  );
  const forget = useCallback(() => setAsked({ pasted: null, answer: { type: 'none' } }), []);
  return { answer: asked.answer, ask, forget };
}
