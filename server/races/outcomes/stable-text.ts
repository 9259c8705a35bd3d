/** JSON text with the keys of every object in order, so that equal values have equal texts. */
export const stableText = (value: unknown): string => JSON.stringify(value, inOrder) ?? 'null';

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** A body's text: where it is JSON, in its stable form. */
export function stableBody(body: string): string {
  if (!/^[[{]/.test(body)) return body;
  try {
    return stableText(JSON.parse(body));
  } catch {
    return body;
  }
}
