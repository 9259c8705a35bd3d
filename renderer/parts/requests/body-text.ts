import { z } from 'zod';

type Json = z.infer<ReturnType<typeof z.json>>;

/** A form as it is typed: one `name=value` a line. A name without = has an empty value. */
export function parseForm(text: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const at = line.indexOf('=');
      return at === -1 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1)];
    }),
  );
}

/** Headers as they are typed: one `Name: value` a line; null when a line is none. */
export function parseHeaders(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of linesOf(text)) {
    const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    headers[name] = value;
  }
  return headers;
}

export function parseJson(text: string): { ok: true; value: Json } | { ok: false } {
  try {
    return { ok: true, value: z.json().parse(JSON.parse(text)) };
  } catch {
    return { ok: false };
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
