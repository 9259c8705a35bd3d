import { AsyncLocalStorage } from 'node:async_hooks';
import type { ObserverEventBody, StoreOperation } from '../contract/events.ts';
import type { LiveSession, SessionRequest } from './session-request.ts';
import type { Emit } from './settings.ts';
import { changesBetween, dataText, textOf } from './snapshot.ts';

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
  /** The stored session that the middleware found, and the middleware's own calls to the store, while it runs. */
  found: { text: string | null; version: number | null } | undefined;
  /** Takes what the middleware does with the store at the end: its first call, or null when it makes none. */
  onEndCall: ((operation: StoreOperation | null) => void) | undefined;
  /** Called once the middleware has decided about Set-Cookie, just before the headers are written. */
  onHeadersReady: (() => void) | undefined;
  cookieDecided = false;
  #lastText: string | null = null;
  #lastSession: string | null = null;

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

  /** Tells where the session came from, and takes that as what later changes are told against. */
  tellSession(
    origin: Extract<ObserverEventBody, { type: 'session' }>['origin'],
    session: LiveSession,
    text: string | null,
  ): void {
    this.#lastText = dataText(session);
    this.#lastSession = text;
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
    const whole = session ? textOf(session) : null;
    const changes = changesBetween(this.#lastSession, whole);
    this.#lastText = text;
    this.#lastSession = whole;
    const sid = typeof this.req.sessionID === 'string' ? this.req.sessionID : null;
    this.emit({ type: 'changed', request: this.id, sid, session: whole, changes, seenAt });
    return text;
  }
}

/** The recorder of the request that the running code belongs to. */
export const currentRecorder = new AsyncLocalStorage<Recorder>();

/** The recorders by request: a session knows its request, whatever context it is saved in. */
export const recorders = new WeakMap<object, Recorder>();
