import diff from 'microdiff';
import type { Change } from '../contract/events.ts';

/** JSON text of a value as a store would write it; null where it cannot be written (a circle, a BigInt). */
export function textOf(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

/** A session's data without its cookie, as text: what express-session hashes to tell whether it changed. */
export function dataText(session: object): string | null {
  const { cookie: _, ...data } = session as { cookie?: unknown };
  return textOf(data);
}

/** The differences between two session texts; a side that is null had no session. */
export function changesBetween(before: string | null, after: string | null): Change[] {
  return diff(dataOf(before), dataOf(after)).map((change): Change => {
    const path = change.path.join('.');
    if (change.type === 'CREATE') return { path, after: change.value };
    if (change.type === 'REMOVE') return { path, before: change.oldValue };
    return { path, before: change.oldValue, after: change.value };
  });
}

function dataOf(text: string | null): Record<string, unknown> {
  const { cookie: _, ...data } = text === null ? {} : JSON.parse(text);
  return data;
}
