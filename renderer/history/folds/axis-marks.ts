import type { LogEvent } from '../../../server/contract/events/events.ts';
import { fromStoredKey } from '../../../server/contract/events/stored-key.ts';
import { timeText } from '../../../server/contract/time-text.ts';
import { lastAtOrBefore } from '../log/by-seq.ts';
import type { EventLog } from '../log/event-log.ts';
import { configChanges, describeInLog } from './config-changes.ts';
import { expiryOfText } from './json.ts';
import { shortId, storeInWords } from './words.ts';

/** What concerns no lane but all of them: the clock was moved, options changed, something expired. `at` in µs, as drawn. */
export type AxisMark = {
  readonly type: 'clock' | 'options' | 'expiry';
  readonly seq: number;
  readonly at: number;
  readonly short: string;
  readonly sentence: string;
};

/** What can expire: `at` in ms since 1970 on the lab's clock. */
type Expiring = { at: number; short: string; sentence: string };

/** It grows with the log: only what is new is looked at. */
type Marks = {
  readonly marks: AxisMark[];
  readonly sessions: Map<string, Expiring>;
  readonly cookies: Map<string, Expiring[]>;
  /** No later than the next of them expires. */
  next: number;
  clock: number;
  upTo: number;
};

const known = new WeakMap<EventLog, Marks>();

/** The marks of the log, oldest first. Costs what is new since it was asked for last. */
export function axisMarks(log: EventLog): readonly AxisMark[] {
  const state = known.get(log) ?? begin(log);
  known.set(log, state);
  for (let i = lastAtOrBefore(log.events, state.upTo) + 1; i < log.events.length; i++) {
    const event = log.events[i];
    if (event) take(state, log, event, log.events[i - 1]?.at ?? event.at);
  }
  const stale = lastAtOrBefore(state.marks, log.first - 1) + 1;
  if (stale > 0) state.marks.splice(0, stale);
  return state.marks;
}

const begin = (log: EventLog): Marks => ({
  marks: [],
  sessions: new Map(),
  cookies: new Map(),
  next: Number.POSITIVE_INFINITY,
  clock: log.horizon?.clock ?? 0,
  upTo: -1,
});

/** `before`: when the event before it was, in µs. */
function take(state: Marks, log: EventLog, event: LogEvent, before: number): void {
  const clockBefore = state.clock;
  if (event.type === 'clock') {
    const by = event.offset - state.clock;
    state.clock = event.offset;
    const sentence = `The lab’s clock moved on by ${timeText(by)}; it is ahead by ${timeText(event.offset)}.`;
    state.marks.push({ type: 'clock', seq: event.seq, at: event.at, short: `+${timeText(by)}`, sentence });
  } else if (event.type === 'lab-configured') {
    const changes = configChanges(log, event);
    const [first, ...others] = changes;
    const short = first === undefined ? 'restart' : others.length === 0 ? first : 'options';
    const sentence =
      first === undefined
        ? `A fresh lab with the same options${storeInWords(event)}.`
        : `${changes.join(', ')}${storeInWords(event)}.`;
    state.marks.push({ type: 'options', seq: event.seq, at: event.at, short, sentence });
  }
  if (event.type === 'lab-restarted') {
    const short = event.instance === null ? 'restart' : `restart of ${event.instance}`;
    state.marks.push({
      type: 'options',
      seq: event.seq,
      at: event.at,
      short,
      sentence: describeInLog(log, event),
    });
  }
  const now = log.startedAt + event.at / 1000 + state.clock;
  if (now >= state.next) expire(state, now, (at) => atOf(log, at, clockBefore, before, event.at), event.seq);
  note(state, log, event);
  state.upTo = event.seq;
}

/** By itself between two events, or at the one that moved the clock. */
const atOf = (log: EventLog, expires: number, clock: number, from: number, to: number): number =>
  Math.min(to, Math.max(from, (expires - log.startedAt - clock) * 1000));

function expire(state: Marks, now: number, atOfExpiry: (expires: number) => number, seq: number): void {
  const over: Expiring[] = [];
  for (const [key, one] of state.sessions) {
    if (one.at > now) continue;
    over.push(one);
    state.sessions.delete(key);
  }
  for (const [browser, all] of state.cookies) {
    over.push(...all.filter(({ at }) => at <= now));
    state.cookies.set(
      browser,
      all.filter(({ at }) => at > now),
    );
  }
  for (const { at, short, sentence } of over.sort((one, other) => one.at - other.at))
    state.marks.push({ type: 'expiry', seq, at: atOfExpiry(at), short, sentence });
  const left = [...state.sessions.values(), ...[...state.cookies.values()].flat()];
  state.next = left.reduce((next, { at }) => Math.min(next, at), Number.POSITIVE_INFINITY);
}

/** What this event leaves to expire. */
function note(state: Marks, log: EventLog, event: LogEvent): void {
  if (event.type === 'store-answered' && event.sid !== null && event.error === null) {
    const expires = event.after === null ? null : expiryOfText(event.after);
    if (expires === null) state.sessions.delete(event.sid);
    else {
      const sentence = `Stored session ${shortId(event.sid)} expires.`;
      state.sessions.set(event.sid, { at: expires, short: 'session expires', sentence });
      state.next = Math.min(state.next, expires);
    }
  } else if (event.type === 'jar') {
    const expiring = event.cookies.flatMap(({ name, expires }) =>
      expires === null
        ? []
        : [{ at: expires, short: `${name} expires`, sentence: `${event.browser}’s cookie ${name} expires.` }],
    );
    state.cookies.set(event.browser, expiring);
    for (const { at } of expiring) state.next = Math.min(state.next, at);
  } else if (event.type === 'browser-removed') state.cookies.delete(event.browser);
  else if (event.type === 'lab-started' || (event.type === 'lab-configured' && !event.storeKept))
    state.sessions.clear();
  else if (event.type === 'lab-restarted') {
    for (const { seq, kind, sid } of log.sessions.entries)
      if (seq === event.seq && kind === 'vanished') state.sessions.delete(sid);
  } else if (event.type === 'lab-configured')
    for (const key of event.lost ?? []) state.sessions.delete(fromStoredKey(key).sid);
}
