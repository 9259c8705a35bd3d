import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';

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

const shownFor = 1500;

/** Copies text; `copied` stays true for a moment after it worked. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownFor);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return { copied, copy };
}
