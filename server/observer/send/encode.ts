import { cutSession, cutText } from '../../contract/events/cut-text.ts';
import type { ObserverEvent } from '../../contract/events/events.ts';
import type { Masks } from './mask.ts';
import type { AppLine } from './wire.ts';

/** A line for an event, or for what else is said: nothing secret is in it, and no session is told that fills a memory. */
export const encoderOf =
  (masks: Masks) =>
  (line: ObserverEvent | AppLine): string => {
    try {
      return `${JSON.stringify(masked(line, masks))}\n`;
    } catch {
      // Without its text an event is worth nothing, and whoever made it could not have known.
      return '';
    }
  };

function masked(line: ObserverEvent | AppLine, masks: Masks): object {
  const session = (text: string) => masks.session(cutSession(text));
  const orNull = (text: string | null) => (text === null ? null : session(text));
  switch (line.type) {
    case 'arrived': {
      const { cookie, url, client, ...rest } = line;
      return {
        ...rest,
        url: masks.url(cutText(url, 4000)),
        cookie: cookie === null ? null : masks.cookieHeader(cutText(cookie, 8000)),
        ...(client !== undefined && { client: masks.tag(client) }),
      };
    }
    case 'session':
      return { ...line, session: session(line.session) };
    // What changed is found out where it is read: who is recorded does not pay for it.
    case 'changed': {
      const { request, sid, seenAt, at, unwritable } = line;
      return {
        type: 'changed',
        request,
        sid,
        session: orNull(line.session),
        changes: [],
        seenAt,
        at,
        ...(unwritable !== undefined && { unwritable }),
      };
    }
    case 'store-called':
      return { ...line, session: orNull(line.session), before: orNull(line.before) };
    case 'store-answered':
      return { ...line, found: orNull(line.found), after: orNull(line.after) };
    case 'headers':
      return {
        ...line,
        setCookie: line.setCookie.slice(0, 100).map((one) => masks.setCookie(cutText(one, 4000))),
      };
    case 'error':
      return {
        ...line,
        message: cutText(line.message, 4000),
        stack: line.stack && cutText(line.stack, 8000),
      };
    default:
      return line;
  }
}
