import { cutSession, cutText } from '../../contract/events/cut-text.ts';
import type { ObserverEvent } from '../../contract/events/events.ts';
import type { Masks } from './mask.ts';
import { createToldTexts, type Told } from './texts.ts';
import type { AppLine } from './wire.ts';

/**
 * Writes lines of one connection, for events and for what else is said: nothing secret is in them, and no session is told that
 * fills a memory.
 */
export function encoderOf(masks: Masks): (line: ObserverEvent | AppLine) => string {
  const textOf = createToldTexts((text) => masks.session(cutSession(text)));
  const told = (text: string | null): Told | null => (text === null ? null : textOf(text));
  return (line) => {
    try {
      return `${JSON.stringify(masked(line, masks, told))}\n`;
    } catch {
      // Without its text an event is worth nothing, and whoever made it could not have known.
      return '';
    }
  };
}

function masked(
  line: ObserverEvent | AppLine,
  masks: Masks,
  told: (text: string | null) => Told | null,
): object {
  switch (line.type) {
    case 'arrived': {
      const { type, request, method, cookie, url, client, at } = line;
      return {
        type,
        request,
        method,
        url: masks.url(cutText(url, 4000)),
        cookie: cookie === null ? null : masks.cookieHeader(cutText(cookie, 8000)),
        client: client === undefined ? undefined : masks.tag(client),
        at,
      };
    }
    case 'session': {
      const { type, request, origin, sid, session, version, at } = line;
      return { type, request, origin, sid, session: told(session), version, at };
    }
    // What changed is found out where it is read: who is recorded does not pay for it.
    case 'changed': {
      const { type, request, sid, session, unwritable, seenAt, at } = line;
      return { type, request, sid, session: told(session), changes: [], unwritable, seenAt, at };
    }
    case 'store-called': {
      const { type, request, call, operation, sid, session, base, before, beforeVersion, at } = line;
      return {
        type,
        request,
        call,
        operation,
        sid,
        session: told(session),
        base,
        before: told(before),
        beforeVersion,
        at,
      };
    }
    case 'store-answered': {
      const { type, request, call, operation, sid, found, foundVersion, after, version, error, at } = line;
      return {
        type,
        request,
        call,
        operation,
        sid,
        found: told(found),
        foundVersion,
        after: told(after),
        version,
        error,
        at,
      };
    }
    case 'content': {
      const { asked, answered } = line;
      return {
        ...line,
        asked: asked && { ...asked, values: masks.values(asked.values) },
        answered: answered && { ...answered, values: masks.values(answered.values) },
      };
    }
    case 'headers':
      return line.setCookie.length === 0
        ? line
        : {
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
