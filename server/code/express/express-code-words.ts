export type Language = 'ts' | 'js';

/** A value as source text. A string cannot break out of its quotes, whatever it holds. */
export function literal(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

/** Plain data as source text, on one line: `{ path: '/me', more: [1, 2] }`. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, inner]) => `${keyText(key)}: ${valueText(inner)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A property's name; in brackets where it would otherwise be an object's prototype. */
export function keyText(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
}

/** A type annotation where the language has them. */
export const annotation = (language: Language, type: string): string =>
  language === 'ts' ? `: ${type}` : '';
