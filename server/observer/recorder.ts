import { AsyncLocalStorage } from 'node:async_hooks';
import type { ObserverEventBody, StoreOperation } from '../contract/events/events.ts';
import type { LiveSession, SessionRequest } from './session-request.ts';
import type { Emit } from './settings.ts';
import { changesBetween, dataText, wholeText } from './snapshot.ts';

type SeenAt = Extract<ObserverEventBody, { type: 'changed' }>['seenAt'];

/** What is remembered of one request between the middleware's first look and the end of its response. */
export class Recorder {
  readonly id: string;
  readonly emit: Emit;
  readonly req: SessionRequest;
  /** The session ID that the cookie gave, once the middleware has read it. */
  cookieSid: string | undefined;
  originalId: unknown;
  originalText: string | null | undefined;
  savedText: string | null | undefined;
  savedByHand = false;
  /** The stored version that this request's copy came from. */
  base: number | null = null;
  /** True while the middleware looks for the session; what it finds is told when it is done. */
  isArriving = true;
  /** What the last `get` gave: as text, and the very value, of which the middleware makes the session. */
  found: { text: string; version: number | null; raw: unknown } | undefined;
  /** Takes what the middleware does with the store at the end: its first call, or null when it makes none. */
  onEndCall: ((operation: StoreOperation | null) => void) | undefined;
  /** Called once the middleware has decided about Set-Cookie, just before the headers are written. */
  onHeadersReady: (() => void) | undefined;
  cookieDecided = false;
  storeDecided = false;
  #storedText: string | null | undefined;
  #lastText: string | null = null;

  constructor(id: string, req: SessionRequest, emit: Emit) {
    this.id = id;
    this.req = req;
    this.emit = emit;
  }

  get keepsOriginalId(): boolean {
    return this.originalId === this.req.session?.id;
  }

  /** Whether a copy with this data counts as modified. Source: express-session 1.19 `isModified`. */
  isModified(text: string | null): boolean {
    return !this.keepsOriginalId || this.originalText !== text;
  }

  /** Whether the copy, when it was last looked at, held what was stored as `base`. */
  get isAsLoaded(): boolean {
    return this.base !== null && this.#lastText === this.#storedText;
  }

  /** The store was given the copy as it was last looked at, or refused it: what it holds then is not known. */
  noteStored(version: number | null, isKnown: boolean): void {
    this.base = version;
    this.#storedText = isKnown ? this.#lastText : undefined;
  }

  /** The middleware takes a session for saved as it is now. What it does so at the end follows its decision. */
  noteSave(session: LiveSession): void {
    if (this.storeDecided) return;
    this.savedText = dataText(session);
    this.savedByHand = true;
  }

  /** Tells where the session came from, and takes that as what later changes are told against. */
  tellSession(
    origin: Extract<ObserverEventBody, { type: 'session' }>['origin'],
    session: LiveSession,
    text: string | null,
    data = dataText(session),
  ): void {
    this.#lastText = data;
    this.#storedText = data;
    this.emit({
      type: 'session',
      request: this.id,
      origin,
      sid: String(session.id),
      session: text ?? '{}',
      version: this.base,
    });
  }

  /** Looks at the request's copy and tells what changed since the last look. Returns its data as text. */
  look(seenAt: SeenAt): string | null {
    const session = this.req.session;
    const text = session ? dataText(session) : null;
    if (text === this.#lastText) return text;
    const whole = session ? wholeText(session, text) : null;
    const changes = changesBetween(this.#lastText, text);
    this.#lastText = text;
    const sid = typeof this.req.sessionID === 'string' ? this.req.sessionID : null;
    this.emit({ type: 'changed', request: this.id, sid, session: whole, changes, seenAt });
    return text;
  }
}

/** The recorder of the request that the running code belongs to. */
export const currentRecorder = new AsyncLocalStorage<Recorder>();

/** A request that one observer has told of, and the recorder of the last middleware that it came to. */
export type Exchange = { readonly id: string; readonly emit: Emit; recorder: Recorder | undefined };

const exchangeKey = Symbol('exchange');

export const exchangeOf = (req: object): Exchange | undefined => Reflect.get(req, exchangeKey);

/** Kept on the request itself, where no enumeration shows it: a WeakMap of requests costs more than all the rest. */
export function attachExchange(req: object, exchange: Exchange): void {
  Object.defineProperty(req, exchangeKey, { configurable: true, writable: true, value: exchange });
}

/** The recorder of a request: a session knows its request, whatever context it is saved in. */
export const recorderOf = (req: unknown): Recorder | undefined =>
  typeof req === 'object' && req !== null ? exchangeOf(req)?.recorder : undefined;
