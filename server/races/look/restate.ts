import type { EventBody } from '../../contract/events/events.ts';
import type { World } from '../../log/world.ts';

type Called = Extract<EventBody, { type: 'store-called' }>;
type Answered = Extract<EventBody, { type: 'store-answered' }>;
type Stored = { text: string | null; version: number | null };

/**
 * The observer takes a store to do as it is called, in that order. In a race a call is held, and done when its step is
 * released: this states versions, and what was stored before and after, in the order in which it was done. Takes the
 * events one by one, as they happen; what is stored is what `world` says, which they are folded into once they are stated.
 */
export function createRestater(
  world: Pick<World, 'sessions'>,
): <Event extends EventBody>(event: Event) => Event {
  /** The last number given to a version of each session: it goes on where one comes back. */
  const versions = new Map<string, number>([...world.sessions].map(([key, { version }]) => [key, version]));
  const calls = new Map<number, Called>();
  /** The version that each request's copy came from. */
  const bases = new Map<string | null, number | null>();

  const storedAt = (sid: string | null): Stored => {
    const { session: text = null, version = null } = world.sessions.get(sid ?? '') ?? {};
    return { text, version };
  };

  /** What is stored once this call is done. */
  const done = ({ operation, sid, found, request }: Answered, { session }: Called): Stored => {
    const before = storedAt(sid);
    switch (operation) {
      case 'set': {
        const version = (versions.get(sid ?? '') ?? 0) + 1;
        if (sid !== null) versions.set(sid, version);
        bases.set(request, version);
        return { text: session, version };
      }
      case 'touch':
        if (before.text === null || session === null) return before;
        return { ...before, text: touched(before.text, session) };
      case 'get': {
        const read = found === null ? gone : before;
        bases.set(request, read.version);
        return read;
      }
      case 'destroy':
      case 'clear':
        return gone;
      default:
        return before;
    }
  };

  return (event) => {
    if (event.type === 'store-called') {
      calls.set(event.call, event);
      const { text, version } = storedAt(event.sid);
      return { ...event, base: bases.get(event.request) ?? null, before: text, beforeVersion: version };
    }
    if (event.type === 'store-answered') {
      const call = calls.get(event.call);
      if (call === undefined || event.error !== null) return event;
      const { text, version } = done(event, call);
      const foundVersion = event.operation === 'get' ? { foundVersion: version } : {};
      return { ...event, after: text, version, ...foundVersion };
    }
    if (event.type !== 'session') return event;
    if (event.origin === 'generated' || event.origin === 'regenerated') bases.set(event.request, null);
    return { ...event, version: bases.get(event.request) ?? null };
  };
}

const gone: Stored = { text: null, version: null };

const touched = (text: string, session: string): string =>
  JSON.stringify({ ...JSON.parse(text), cookie: JSON.parse(session).cookie });
