import diff from 'microdiff';
import type { Change } from '../contract/events/events.ts';
import type { LiveSession } from './session-request.ts';

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

/** A session's text put together from that of its data, its cookie in front, where express-session puts it. */
export function wholeText(session: LiveSession, data: string | null): string | null {
  const cookie = textOf(session.cookie);
  if (data === null || cookie === null) return data;
  return data === '{}' ? `{"cookie":${cookie}}` : `{"cookie":${cookie},${data.slice(1)}`;
}

/** The differences between two texts of session data; a side that is null had no session. */
export function changesBetween(before: string | null, after: string | null): Change[] {
  return diff(JSON.parse(before ?? '{}'), JSON.parse(after ?? '{}')).map((change): Change => {
    const path = change.path.join('.');
    if (change.type === 'CREATE') return { path, after: change.value };
    if (change.type === 'REMOVE') return { path, before: change.oldValue };
    return { path, before: change.oldValue, after: change.value };
  });
}
