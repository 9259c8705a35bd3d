import type { Dimension } from './compare.ts';

/** `key=a,b` as a dimension. */
export function parseDimension(text: string): Dimension | null {
  const equals = text.indexOf('=');
  if (equals < 1) return null;
  const values = splitValues(text.slice(equals + 1));
  return values.includes('') ? null : { key: text.slice(0, equals).trim(), values };
}

/** Values with commas between. Commas inside brackets and quotes belong to their value: `["a","b"],["b"]`. */
export function splitValues(text: string): string[] {
  const values = [''];
  let depth = 0;
  let isQuoted = false;
  for (const [at, character] of [...text].entries()) {
    if (character === '"' && text[at - 1] !== '\\') isQuoted = !isQuoted;
    else if (!isQuoted && '[{'.includes(character)) depth += 1;
    else if (!isQuoted && ']}'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0 && !isQuoted) values.push('');
    else values.push(`${values.pop() ?? ''}${character}`);
  }
  return values.map((value) => value.trim());
}
