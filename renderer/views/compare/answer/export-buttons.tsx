import { Check, ClipboardCopy, Download } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useCopy } from '../../../ui/use-copy.ts';
import type { Answer } from './answer-slice.ts';
import { useExport } from './use-export.ts';

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
