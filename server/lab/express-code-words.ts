export type Language = 'ts' | 'js';

/** A value as source text. A string cannot break out of its quotes, whatever it holds. */
export function literal(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  const escaped = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

/** A type annotation where the language has them. */
export const annotation = (language: Language, type: string): string =>
  language === 'ts' ? `: ${type}` : '';
