import { AsyncLocalStorage } from 'node:async_hooks';
import type { ObserverEventBody } from '../contract/events/events.ts';
import type { CookieRule } from '../contract/verdicts/cookie-rules.ts';
import type { StoreRule } from '../contract/verdicts/store-rules.ts';
import type { VerdictRule } from '../contract/verdicts/verdict.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import type { ReadOptions } from './options.ts';
import { readsItself } from './reads-itself.ts';
import type { LiveSession, SessionRequest } from './session-request.ts';
import type { Listener } from './settings.ts';
import {
  changesBetween,
  type Data,
  dataOf,
  holds,
  isSameData,
  type SessionText,
  sessionOf,
  takeSession,
  wholeText,
  whyNotText,
  wordFor,
} from './snapshot.ts';
import { type CookieSettings, cookieSettings } from './uncounted.ts';

/** What a decision of the middleware will be, told when it is seen whether it was. */
type Expected<Rule> = { rule: Rule; inputs: VerdictInputs };

type Changed = Extract<ObserverEventBody, { type: 'changed' }>;

/** Characters of a session up to which it is looked into once more, after its response was ended. */
const lookedIntoAtMost = 8_000;

/** What is remembered of one request between the middleware's first look and the end of its response. */
export class Recorder {
  readonly observed: ObservedRequest;
  readonly id: string;
  readonly emit: Listener['emit'];
  readonly now: Listener['now'];
  readonly req: SessionRequest;
  /** The session ID that the cookie gave, once the middleware has read it. */
  cookieSid: string | undefined;
  originalId: unknown;
  /** The session's data as it came, and as express-session last took it for saved; null where JSON cannot write it. */
  original: Data | null | undefined;
  saved: Data | null | undefined;
  savedByHand = false;
  /** The stored version that this request's copy came from. */
  base: number | null = null;
  /** True while the middleware looks for the session; what it finds is told when it is done. */
  isArriving = true;
  /** True while the response ends and nobody else's code runs before the headers are written, but for the store's. */
  isEnding = false;
  /** What the last `get` gave: as it was then, and the very value, of which the middleware makes the session. */
  found: { sid: string; text: SessionText; version: number | null; raw: unknown } | undefined;
  /** What is expected of the middleware, from its being about to decide until what it does is seen. */
  storeExpected: Expected<StoreRule> | undefined;
  cookieExpected: (Expected<CookieRule> & { options: ReadOptions; linesBefore: number }) | undefined;
  cookieDecided = false;
  /** The ID that a cookie went out for with the headers; undefined where none did. */
  cookieSentFor: unknown;
  storeDecided = false;
  /** The settings of its session's cookie when that came, or was made. */
  cookieBegun: CookieSettings | undefined;
  /** True when its response was ended, and nothing thrown. */
  hasEnded = false;
  /** The copy's data as it was last looked at and could be written. */
  #data: Data | null = null;
  #isUnwritable = false;
  readonly #sidOf: (session: LiveSession) => unknown;
  /** True from when something was found in the session that would notice being read: it is left unread. */
  isUnread = false;

  /** `sidOf`: the ID that a session of its kind has. */
  constructor(
    observed: ObservedRequest,
    req: SessionRequest,
    sidOf: (session: LiveSession) => unknown = ({ id }) => id,
  ) {
    this.#sidOf = sidOf;
    this.observed = observed;
    this.id = observed.id;
    this.emit = observed.listener.emit;
    this.now = observed.listener.now;
    this.req = req;
  }

  emitVerdict(rule: VerdictRule, inputs: VerdictInputs, actual: string): void {
    this.emit({ type: 'verdict', request: this.id, verdict: { rule, inputs, actual }, at: this.now() });
  }

  keepsOriginalId(session: LiveSession | null | undefined): boolean {
    return this.originalId === session?.id;
  }

  /** Whether a session that a store is given is that of the request. */
  takesForOwn(session: LiveSession): boolean {
    return this.req.session === session;
  }

  /** The middleware takes a session for saved as it is now. What it does so at the end follows its decision. */
  noteSave(session: LiveSession): void {
    if (this.storeDecided) return;
    if (this.leavesUnread(session)) return;
    const data = dataOf(session);
    // express-session throws here, and takes it for saved no more than before.
    if (data.text === null) return;
    this.saved = data;
    this.savedByHand = true;
  }

  /** Tells where the session came from and with what. `copy`: the request's own data, against which changes are told. */
  emitSession(
    origin: Extract<ObserverEventBody, { type: 'session' }>['origin'],
    session: LiveSession,
    text = takeSession(session),
    copy = text?.data ?? null,
  ): void {
    this.#data = copy;
    this.cookieBegun = cookieSettings(session);
    this.emit({
      type: 'session',
      request: this.id,
      origin,
      sid: wordFor(this.#sidOf(session)),
      session: text === null ? '{}' : wholeText(text),
      version: this.base,
      at: this.now(),
    });
  }

  /** Looks at the request's copy and tells what changed since the last look. Returns its data. */
  look(seenAt: Changed['seenAt'], session = this.req.session): Data | null {
    const before = this.#data;
    if (session && this.leavesUnread(session)) return null;
    const now = session ? dataOf(session, before) : null;
    if (now?.text === null) {
      if (!this.#isUnwritable) this.#emitUnwritable(now.values, seenAt);
      return null;
    }
    this.#isUnwritable = false;
    this.#data = now;
    if (now === before || isSameData(before, now)) return now;
    const { sessionID: sid } = this.req;
    const whole = session && now && sessionOf(session, now);
    let changes: Changed['changes'] | undefined;
    this.emit({
      type: 'changed',
      request: this.id,
      sid: typeof sid === 'string' ? sid : null,
      session: whole ? wholeText(whole) : null,
      // Of two texts that stay as they are; an own property, so that whatever copies or writes the event has it.
      get changes() {
        changes ??= changesBetween(before?.text ?? null, now?.text ?? null);
        return changes;
      },
      seenAt,
      at: this.now(),
    });
    return now;
  }

  /** Whether the session is not to be read, which is told once. */
  leavesUnread(session: LiveSession): boolean {
    if (this.isUnread || (typeof session !== 'object' && typeof session !== 'function')) return this.isUnread;
    const path = readsItself(session, this.#data?.values);
    if (path === null) return false;
    this.isUnread = true;
    this.emitVerdict('left-unread', { path }, 'left unread');
    return true;
  }

  #emitUnwritable(held: Data['values'], seenAt: Changed['seenAt']): void {
    this.#isUnwritable = true;
    const { sessionID: sid } = this.req;
    this.emit({
      type: 'changed',
      request: this.id,
      sid: typeof sid === 'string' ? sid : null,
      session: null,
      changes: [],
      unwritable: whyNotText(held),
      seenAt,
      at: this.now(),
    });
  }

  /** The same just after a look: without writing it again, where the copy can have changed in its own keys only. */
  lookAgain(seenAt: Changed['seenAt'], session: LiveSession | null | undefined): Data | null {
    if (this.isUnread) return null;
    const isKnown = this.isEnding && session && !this.#isUnwritable && this.#holdsStill(session);
    return isKnown ? this.#data : this.look(seenAt, session);
  }

  /** Whether it has changed since the last look, which is told. A long one is looked into only where it holds other values. */
  lookAfterEnd(): boolean {
    if (this.isUnread) return false;
    const { session } = this.req;
    const before = this.#data;
    const isLong = !before?.isFlat && this.size > lookedIntoAtMost;
    if (isLong && session && !this.#isUnwritable && this.#holdsStill(session)) return false;
    const wasUnwritable = this.#isUnwritable;
    const now = this.look('after');
    if (this.isUnread) return false;
    return this.#isUnwritable ? !wasUnwritable : !isSameData(now, before);
  }

  /** Characters of its copy's text. */
  get size(): number {
    return this.#data?.text?.length ?? 0;
  }

  /** The copy just after a look. */
  take(session: LiveSession): SessionText | null {
    return this.#data !== null && !this.#isUnwritable && this.#holdsStill(session)
      ? sessionOf(session, this.#data)
      : takeSession(session);
  }

  #holdsStill(session: LiveSession): boolean {
    return this.#data !== null && holds(session, this.#data.values);
  }
}

/** The recorder of the request that the running code belongs to. */
export const currentRecorder = new AsyncLocalStorage<Recorder>();

/** A request that one observer has told of, and the recorder of the last middleware that it came to. */
export type ObservedRequest = {
  readonly id: string;
  readonly listener: Listener;
  recorder: Recorder | undefined;
};

const observedKey = Symbol('observed');

export const observedOf = (req: object): ObservedRequest | undefined =>
  (req as { [observedKey]?: ObservedRequest })[observedKey];

/** Kept on the request itself, where no enumeration shows it: a WeakMap of requests costs more than all the rest. */
export function attachObserved(req: object, observed: ObservedRequest): void {
  Object.defineProperty(req, observedKey, { configurable: true, writable: true, value: observed });
}

/** The recorder of a request: a session knows its request, whatever context it is saved in. */
export function recorderOf(req: unknown): Recorder | undefined {
  if (typeof req !== 'object' || req === null) return undefined;
  const current = currentRecorder.getStore();
  // Mostly it is the one at hand: looking at a request costs more, as Express leaves it in a slow shape.
  return (current?.req === req ? current.observed : observedOf(req))?.recorder;
}
