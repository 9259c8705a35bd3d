import { useMemo } from 'react';
import { saveText } from '../../../services/files.ts';
import { useAct } from '../../../services/use-act.ts';
import { useWindow } from '../../../services/window-store.ts';
import type { Answer } from './answer-slice.ts';

export type Form = 'html' | 'markdown';

const names: Readonly<Record<Form, string>> = { html: 'compare.html', markdown: 'compare.md' };

/** Texts of an answer, and saving them under a name that the user may change. */
export function useExport(): {
  textOf: (answer: Answer, form: Form) => Promise<string | null>;
  save: (answer: Answer, form: Form) => Promise<void>;
} {
  const act = useAct();
  const tell = useWindow((state) => state.tell);
  return useMemo(() => {
    const textOf = ({ spec }: Answer, form: Form) =>
      act('export the comparison', (api) => api.compare.text.mutate({ spec, form }));
    const save = async (answer: Answer, form: Form) => {
      const text = await textOf(answer, form);
      const saved = text === null ? null : await saveText('text', names[form], text);
      if (saved?.ok) tell({ kind: 'done', text: `Saved as ${saved.value}.` });
      else if (saved)
        tell({ kind: 'error', text: `Could not save: ${saved.message}`, next: 'Try another folder.' });
    };
    return { textOf, save };
  }, [act, tell]);
}
