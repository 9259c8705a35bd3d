/** Text that is HTML already. */
class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type { Html };

/** Text of our own that is put in as it stands: nothing given from outside may be in it. */
export const trusted = (text: string): Html => new Html(text);

type Content = Html | string | number | null | readonly Html[];

/** HTML from a template: whatever is put in is escaped, in text and in quoted attributes, unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(String.raw({ raw: parts }, ...contents.map(textOf)));
}

function textOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(({ text }) => text).join('\n');
  return escaped(String(content));
}

/** Control characters have no place in HTML: they become U+FFFD. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd');
