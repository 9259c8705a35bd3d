import { storedKey } from '../contract/events/stored-key.ts';
import type { TimedEvent } from '../log/timed-event.ts';

/**
 * Each process counts the versions of a session for itself, by what it sees. Where they share a store, a version here is what
 * was stored: what a process loaded is the version with that content, whoever wrote it.
 */
export type SharedStore = {
  /** The event as if one process had seen all that came before it. */
  take(event: TimedEvent, source: string): TimedEvent;
};

type Version = { version: number; text: string; data: string };
type Called = Extract<TimedEvent, { type: 'store-called' }>;
type Answered = Extract<TimedEvent, { type: 'store-answered' }>;

/** What is known of one session. */
type Session = {
  last: number;
  stored: Version | null;
  past: Version[];
  /** What the processes call which version: `source version`. */
  names: Map<string, number>;
  /** Saves that were called and are not answered. */
  writing: Map<number, { data: string; text: string; written: Version | null }>;
};

const mostSessions = 5_000;
const [mostPast, mostNames] = [32, 200];

export function createSharedStore(): SharedStore {
  const sessions = new Map<string, Session>();
  const follow = (sid: string): Session => {
    const known = sessions.get(sid) ?? {
      last: 0,
      stored: null,
      past: [],
      names: new Map(),
      writing: new Map(),
    };
    sessions.delete(sid);
    sessions.set(sid, known);
    if (sessions.size > mostSessions) sessions.delete(sessions.keys().next().value ?? '');
    return known;
  };

  return {
    take: (event, source) => {
      if (!('sid' in event) || event.sid === null || event.place !== undefined) return event;
      if (event.type === 'store-answered' && event.operation === 'clear') sessions.clear();
      const session = follow(storedKey(event.sid, undefined));
      switch (event.type) {
        case 'session':
          return { ...event, version: versionNamed(session, source, event.version) };
        case 'store-called':
          return called(session, event, source);
        case 'store-answered':
          return answered(session, event, source);
        default:
          return event;
      }
    },
  };
}

function called(session: Session, event: Called, source: string): Called {
  if (event.operation === 'set' && event.session !== null)
    session.writing.set(event.call, { text: event.session, data: dataOf(event.session), written: null });
  if (session.stored === null && session.last === 0 && event.before !== null) store(session, event.before);
  return {
    ...event,
    base: versionNamed(session, source, event.base),
    before: session.stored?.text ?? null,
    beforeVersion: session.stored?.version ?? null,
  };
}

function answered(session: Session, event: Answered, source: string): Answered {
  const writing = session.writing.get(event.call);
  session.writing.delete(event.call);
  if (event.error === null) {
    if (event.operation === 'set' && writing !== undefined) {
      const written = writing.written ?? store(session, writing.text);
      name(session, source, event.version, written.version);
      return { ...event, after: written.text, version: written.version };
    }
    if (event.operation === 'get') return found(session, event, source);
    if (event.operation === 'destroy') forget(session);
    if (event.operation === 'touch' && session.stored !== null)
      session.stored.text = withCookieOf(session.stored.text, event.after);
  }
  return { ...event, after: session.stored?.text ?? null, version: session.stored?.version ?? null };
}

function found(session: Session, event: Answered, source: string): Answered {
  if (event.found === null) {
    // It has expired, or somebody whom nobody observes has removed it; unless a save is under way.
    if (session.writing.size === 0) forget(session);
    return { ...event, after: session.stored?.text ?? null, version: session.stored?.version ?? null };
  }
  const version = versionOf(session, event.found);
  name(session, source, event.foundVersion ?? event.version, version);
  return {
    ...event,
    foundVersion: version,
    after: session.stored?.text ?? null,
    version: session.stored?.version ?? null,
  };
}

/** The version with that content. One that nobody here wrote was written by somebody whom nobody observes. */
function versionOf(session: Session, text: string): number {
  const data = dataOf(text);
  if (session.stored?.data === data) return session.stored.version;
  // Its writer may hear later than its reader that it is stored.
  for (const writing of session.writing.values()) {
    if (writing.data !== data || writing.written !== null) continue;
    writing.written = store(session, writing.text);
    return writing.written.version;
  }
  const past = session.past.findLast((one) => one.data === data);
  return past?.version ?? store(session, text).version;
}

function store(session: Session, text: string): Version {
  if (session.stored !== null) session.past.push(session.stored);
  if (session.past.length > mostPast) session.past.shift();
  session.last += 1;
  session.stored = { version: session.last, text, data: dataOf(text) };
  return session.stored;
}

function forget(session: Session): void {
  if (session.stored !== null) session.past.push(session.stored);
  session.stored = null;
}

function name(session: Session, source: string, own: number | null | undefined, version: number): void {
  if (own === null || own === undefined) return;
  session.names.set(`${source} ${own}`, version);
  if (session.names.size > mostNames) session.names.delete(session.names.keys().next().value ?? '');
}

/** Null for none; where it is not known which is meant, what is stored, so that nobody is blamed for what is not known. */
const versionNamed = (session: Session, source: string, own: number | null): number | null =>
  own === null ? null : (session.names.get(`${source} ${own}`) ?? session.stored?.version ?? null);

/** A session without its cookie, which moves by itself, as a text that does not depend on the order of its keys. */
function dataOf(text: string): string {
  const { cookie: _, ...data }: Record<string, unknown> = Object(parsed(text));
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

function withCookieOf(text: string, other: string | null): string {
  if (other === null) return text;
  const { cookie }: { cookie?: unknown } = Object(parsed(other));
  return cookie === undefined ? text : JSON.stringify({ ...Object(parsed(text)), cookie });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
