import { Check, ClipboardCopy, Download } from 'lucide-react';
import { useMemo } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { saveText } from '../../../services/files/files.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { useCopy } from '../../../ui/copy-button.tsx';
import type { Answer } from './answer-slice.ts';

/** The matrix, to be taken along. */
export function ExportButtons({ answer }: { answer: Answer }) {
  const { save, textOf } = useExport();
  const { copied, copy } = useCopy();
  const copyMarkdown = async () => {
    const text = await textOf(answer, 'markdown');
    if (text !== null) copy(text);
  };
  return (
    <>
      <Button
        look="plain"
        icon={copied ? <Check aria-hidden /> : <ClipboardCopy aria-hidden />}
        hint="Copy the matrix as Markdown, for a pull request or a wiki"
        onClick={() => void copyMarkdown()}
      >
        {copied ? 'Copied' : 'Copy Markdown'}
      </Button>
      <Button
        look="plain"
        icon={<Download aria-hidden />}
        hint="Save the matrix as Markdown"
        onClick={() => void save(answer, 'markdown')}
      >
        Markdown
      </Button>
      <Button
        look="plain"
        icon={<Download aria-hidden />}
        hint="Save one page that needs nothing else, to print or to pass on"
        onClick={() => void save(answer, 'html')}
      >
        HTML
      </Button>
    </>
  );
}

type Form = 'html' | 'markdown';

const names: Readonly<Record<Form, string>> = { html: 'compare.html', markdown: 'compare.md' };

/** Texts of an answer, and saving them under a name that the user may change. */
function useExport(): {
  textOf: (answer: Answer, form: Form) => Promise<string | null>;
  save: (answer: Answer, form: Form) => Promise<void>;
} {
  const act = useAct();
  const notify = useWindow((state) => state.notify);
  return useMemo(() => {
    const textOf = ({ spec }: Answer, form: Form) =>
      act('export the comparison', (api) => api.compare.text.mutate({ spec, form }));
    const save = async (answer: Answer, form: Form) => {
      const text = await textOf(answer, form);
      const saved = text === null ? null : await saveText('text', names[form], text);
      if (saved?.ok) notify({ kind: 'done', text: `Saved as ${saved.value}.` });
      else if (saved)
        notify({
          kind: 'error',
          text: `Could not save: ${pageSentence(saved.problem)}`,
          next: 'Try another folder.',
        });
    };
    return { textOf, save };
  }, [act, notify]);
}
