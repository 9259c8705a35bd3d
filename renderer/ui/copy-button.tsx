import { Check, Copy } from 'lucide-react';
import { Button, type ButtonProps } from './button.tsx';
import { useCopy } from './use-copy.ts';

/** Copies `text`. `label` says what: "Copy the address". */
export function CopyButton({
  text,
  label,
  look = 'plain',
  words,
}: {
  text: string;
  label: string;
  look?: NonNullable<ButtonProps['look']>;
  /** Shown beside the icon. */
  words?: string;
}) {
  const { copied, copy } = useCopy();
  const icon = copied ? <Check aria-hidden /> : <Copy aria-hidden />;
  return (
    <Button look={look} icon={icon} aria-label={copied ? 'Copied' : label} onClick={() => copy(text)}>
      {words === undefined ? undefined : copied ? 'Copied' : words}
    </Button>
  );
}
