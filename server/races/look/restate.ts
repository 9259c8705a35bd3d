import type { EventBody } from '../../contract/events/events.ts';
import type { StoredSessions } from '../../stores/open-store.ts';

type Stored = { version: number; text: string | null };
type Called = Extract<EventBody, { type: 'store-called' }>;
type Answered = Extract<EventBody, { type: 'store-answered' }>;

/**
 * The observer takes a store to do as it is called, in that order. In a race a call is held, and done when its step is
 * released: this states versions, and what was stored before and after, in the order in which it was done. Takes the
 * events one by one, as they happen.
 */
export function createRestater(
  sessions: Readonly<StoredSessions>,
): <Event extends EventBody>(event: Event) => Event {
  const stored = new Map<string, Stored>(
    Object.entries(sessions).map(([sid, text]) => [sid, { version: 1, text }]),
  );
  const calls = new Map<number, Called>();
  /** The version that each request's copy came from. */
  const bases = new Map<string | null, number | null>();

  const at = (sid: string | null): Stored => {
    const known = stored.get(sid ?? '');
    if (known !== undefined) return known;
    const made = { version: 0, text: null };
    if (sid !== null) stored.set(sid, made);
    return made;
  };
  const versionOf = ({ version, text }: Stored) => (text === null ? null : version);

  const done = ({ operation, sid, found, request }: Answered, { session }: Called): number | null => {
    const here = at(sid);
    switch (operation) {
      case 'set':
        here.version += 1;
        here.text = session;
        bases.set(request, here.version);
        return null;
      case 'touch':
        if (here.text !== null && session !== null) here.text = touched(here.text, session);
        return null;
      case 'destroy':
        here.text = null;
        return null;
      case 'get':
        if (found === null) here.text = null;
        bases.set(request, versionOf(here));
        return versionOf(here);
      case 'clear':
        for (const each of stored.values()) each.text = null;
        return null;
      default:
        return null;
    }
  };

  return (event) => {
    if (event.type === 'store-called') {
      calls.set(event.call, event);
      const { text } = at(event.sid);
      const base = bases.get(event.request) ?? null;
      return { ...event, base, before: text, beforeVersion: versionOf(at(event.sid)) };
    }
    if (event.type === 'store-answered') {
      const call = calls.get(event.call);
      if (call === undefined || event.error !== null) return event;
      const foundVersion = done(event, call);
      const here = at(event.sid);
      const after = event.sid === null ? null : here.text;
      return {
        ...event,
        after,
        version: versionOf(here),
        ...(event.operation === 'get' && { foundVersion }),
      };
    }
    if (event.type !== 'session') return event;
    if (event.origin === 'generated' || event.origin === 'regenerated') bases.set(event.request, null);
    return { ...event, version: bases.get(event.request) ?? null };
  };
}

const touched = (text: string, session: string): string =>
  JSON.stringify({ ...JSON.parse(text), cookie: JSON.parse(session).cookie });
