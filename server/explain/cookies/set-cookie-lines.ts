/** Lines as browsers are sent them. Where something joined several with commas, they are taken apart. */
export function unfolded(values: readonly string[]): { lines: string[]; isFolded: boolean } {
  const lines = values.flatMap((value) =>
    (isFolded(value) ? value.split(betweenCookies) : [value]).map((line) => line.trim()),
  );
  return { lines, isFolded: lines.length > values.length };
}

/** A comma with a name and `=` after it; in a date there is none. */
const betweenCookies = /,\s*(?=[!#$%&'*+\-.^_`|~\w]+=)/;

/** A value may have commas of its own: without a blank or an attribute before it, it is one. */
function isFolded(value: string): boolean {
  const at = value.search(betweenCookies);
  return at !== -1 && (value.slice(0, at).includes(';') || /^,\s/.test(value.slice(at)));
}

type Attribute = { text: string; name: string; value: string; hasValue: boolean };

export function attributesOf(line: string): Attribute[] {
  return line
    .split(';')
    .slice(1)
    .flatMap((part) => {
      const text = part.trim();
      if (text === '') return [];
      const equals = text.indexOf('=');
      const name = (equals === -1 ? text : text.slice(0, equals)).trim().toLowerCase();
      return [
        {
          text: text.slice(0, 80),
          name,
          value: equals === -1 ? '' : text.slice(equals + 1).trim(),
          hasValue: equals !== -1,
        },
      ];
    });
}
