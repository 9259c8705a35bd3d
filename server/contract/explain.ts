/** What somebody may paste. */
export type PasteKind = 'set-cookie' | 'cookie' | 'curl' | 'har' | 'options' | 'scenario';

/** `trouble`: something does not work as it stands. `question`: it depends on what is not said, with the consequence. */
export type Mark = 'fact' | 'trouble' | 'question';

/** What is to be said of a pasted text, with its sentence. */
export type Told = { code: string; mark: Mark; words: string };

/** What a pasted text is, and what follows from it. */
export type Explanation = {
  kind: PasteKind;
  /** What it is, in one sentence. */
  what: string;
  parts: Array<{ title: string; told: Told[] }>;
  /** A scenario file that can be run, as its text; null where none is in it. */
  scenario: string | null;
};

/** Bytes of a file that is explained at most. */
export const mostPastedBytes = 32 * 1024 * 1024;

/** How a mark is written. */
const signs: Readonly<Record<Mark, string>> = { fact: '·', trouble: '✗', question: '?' };

/** Somebody's text, on its line, so that it cannot pass for lines of ours. */
const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ');

/** All that is said, as text. */
export const explanationText = ({ what, parts }: Pick<Explanation, 'what' | 'parts'>): string =>
  [
    oneLine(what),
    ...parts.flatMap(({ title, told }) => [
      '',
      oneLine(title),
      ...told.map(({ mark, words }) => oneLine(`  ${signs[mark]} ${words}`)),
    ]),
  ].join('\n');
