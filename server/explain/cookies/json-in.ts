export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object or list in base64, of either alphabet; null where there is none. */
export function jsonIn(text: string): unknown {
  if (!/^[\w+/-]{4,}={0,2}$/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
