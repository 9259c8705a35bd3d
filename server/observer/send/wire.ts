import type { Content } from './content.ts';

/**
 * What goes between a recorded app and the recording: JSON lines over a local connection. The app says who it is; it is asked
 * the time, several times, and then for what happened, time and again; it answers with events, and the time up to which they
 * are all.
 */
export const wireFormat = 'session-playground/ingest@1';

/** ms after an app's start in which a recording may still be on its way: so long it keeps what it has to tell. */
export const awaited = 15_000;

/** What the app says beside events, each of which is a line by itself. */
export type AppLine =
  | {
      type: 'hello';
      format: typeof wireFormat;
      token: string;
      id: string;
      name: string;
      pid: number;
      node: string;
    }
  | { type: 'pong'; now: number }
  /** A session middleware, with its options as far as they are plain; `isOwn`: no other process sees its store. */
  | { type: 'made'; options: Record<string, unknown>; isOwn: boolean; storeClass: string }
  | { type: 'content'; request: string; at: number; asked: Content['asked']; answered: Content['answered'] }
  /** How many whole requests were left out so far. */
  | { type: 'dropped'; requests: number }
  /** Nothing more comes of this one: there was no room. */
  | { type: 'cut'; request: string }
  /** Everything up to that time was said. */
  | { type: 'upto'; at: number };

/** What the recording says. `refused`: why, before it ends the connection. */
export type RecordingLine = { type: 'ping' } | { type: 'ask' } | { type: 'refused'; why: string };

/** Characters of a line: an event of a session that is told whole, with what it was before. */
export const mostLine = 4 * 1024 * 1024;

/** Calls back with each whole line that comes; `false` at one that is longer than may be. */
export function lineReader(
  onLine: (line: string) => void,
  most: number,
  onTooLong: () => void,
): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.length > most) return onTooLong();
      if (line !== '') onLine(line);
    }
    if (rest.length > most) onTooLong();
  };
}
