import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import session from 'express-session';
import inject, { type InjectOptions } from 'light-my-request';
import type { AppParts, RunnableApp } from '../../app/app-under-test.ts';
import { createGenerators } from '../../app/genid.ts';
import { type AppFor, type BuiltInAppSettings, builtInApp } from '../../app/lab-app.ts';
import type { HoldCall } from '../../app/user/held-functions.ts';
import type { Restart } from '../../app/user/user-app.ts';
import { createWork, type OnWork } from '../../app/work.ts';
import { givesNone } from '../../contract/options/genid.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import { touchesByGetAndSet } from '../../contract/stores/store-kinds.ts';
import { headerLines, setCookieLines } from '../../observer/set-cookie-lines.ts';
import type { ReplaceableStore } from '../../stores/open-store.ts';
import type { RaceRequest } from '../race-request.ts';
import { createGateStore } from './gate-store.ts';
import type { Head, HeldRequest, Response } from './held-request.ts';

export type HeldLabSettings = {
  config: LabConfig;
  labStore: ReplaceableStore;
  handler: RequestHandler | null;
  /** The app that is raced; the built-in one unless another is given. */
  appFor?: AppFor;
  /** What sets back what the app keeps beside its sessions, asked for once it is there. */
  restart?: (() => Restart) | undefined;
  /** In place of express-session itself: an observed one. */
  session?: typeof session;
  onWork?: OnWork;
  onError?: NonNullable<BuiltInAppSettings['onError']>;
};

/** The real app over the real store, with a gate between them that holds the requests that are dispatched to it. */
export type HeldLab = {
  readonly store: ReplaceableStore;
  /** The request is let in; it runs until it is held, or over. */
  dispatch(heldRequest: HeldRequest, cookie: string | null): void;
  /** The same for a request that came over a connection: it is answered there, and `respond` is left to the caller. */
  handle(heldRequest: HeldRequest, req: IncomingMessage, res: ServerResponse): void;
  /** Sets back what the app keeps beside its sessions; null where nothing does. */
  readonly restart: (() => Promise<void>) | null;
  /** Requests that were let in so far. */
  dispatched(): number;
};

const running = new AsyncLocalStorage<HeldRequest>();

/** Set in a call of the app's own that was held: all that it calls is a part of it. */
const calling = new AsyncLocalStorage<true>();

/** The held request that a step can be added to, and whose waiting it is that begins now. */
export const requestToHold = (): HeldRequest | undefined =>
  calling.getStore() === true ? undefined : currentHeldRequest();

/** The held request that the running code belongs to. */
export const currentHeldRequest = (): HeldRequest | undefined => running.getStore();

/** Rejects with what Express, express-session or the app itself throws while it is put together. */
export async function createHeldLab(settings: HeldLabSettings): Promise<HeldLab> {
  const { config, labStore, handler, onWork, onError, appFor = builtInApp } = settings;
  let dispatched = 0;
  let unowned = 0;
  const named = () => currentHeldRequest()?.nextSessionId() ?? `unowned-${++unowned}`;
  // What gives no ID gives none here either.
  const genid = (givesNone(config.options.genid) && createGenerators()[config.options.genid]) || named;
  const onQueued = (cookie: string): void => {
    const heldRequest = currentHeldRequest();
    if (heldRequest !== undefined) heldRequest.lock = cookie;
  };
  const appUnderTest = appFor({ config, handler, onQueued, ...(onError && { onError }) });
  const parts: AppParts = {
    session: settings.session ?? session,
    store: createGateStore(labStore.store, requestToHold, touchesByGetAndSet(config.store.kind)),
    genid,
    work: createWork((req, phase) => {
      void onWork?.(req, phase);
      return phase === 'start' ? heldWork() : undefined;
    }),
    hold: holdCall,
  };
  let app = await appUnderTest(parts);
  const restart = settings.restart?.() ?? null;
  return {
    store: labStore,
    restart:
      restart === null
        ? null
        : async () => {
            if (restart !== 'rebuild') return void (await restart());
            // The middlewares of the app before listen to the store that they shared.
            parts.store.removeAllListeners();
            app = await appUnderTest(parts);
          },
    dispatch: (heldRequest, cookie) => {
      dispatched += 1;
      running.run(heldRequest, send, app, heldRequest, cookie);
    },
    handle: (heldRequest, req, res) =>
      running.run(heldRequest, () => {
        noteHead(res, heldRequest);
        app(req, res);
      }),
    dispatched: () => dispatched,
  };
}

/** Not before the race, where each request is alone. */
const holdCall: HoldCall = (name, go) => {
  const heldRequest = requestToHold();
  if (heldRequest === undefined || heldRequest.raceRequest.index < 0) return false;
  const inItsContext = AsyncLocalStorage.snapshot();
  heldRequest.hold({
    kind: 'work',
    method: name,
    sid: null,
    text: null,
    go: (answered) => {
      heldRequest.isInCall = true;
      // A call may say so twice, also when another is under way: by its callback, and by its promise.
      let isOver = false;
      const done = () => {
        if (isOver) return;
        isOver = true;
        heldRequest.isInCall = false;
        answered(() => '');
      };
      const fail = (error: Error) => heldRequest.fail(error);
      inItsContext(() => calling.run(true, go, { done, fail }));
    },
  });
  return true;
};

function heldWork(): Promise<'waited'> {
  const heldRequest = requestToHold();
  if (heldRequest === undefined) return Promise.resolve('waited');
  return new Promise((resolve) => {
    heldRequest.hold({
      kind: 'work',
      method: 'work',
      sid: null,
      text: null,
      go: (done) => {
        done(() => '');
        resolve('waited');
      },
    });
  });
}

/** What a browser has of a response whose connection was closed before its end. */
const brokenOff: Response = { status: 0, body: '', setCookie: [], location: null };

function send(app: RunnableApp, heldRequest: HeldRequest, cookie: string | null): void {
  const hasBody = heldRequest.raceRequest.message.body !== null;
  const dispatch = asExpress(app, (req, res) => {
    // light-my-request ends it in a later turn. Over a connection the end of a request without a body is in already.
    if (!hasBody) Reflect.set(req, '_read', () => req.push(null));
    // Express closes the connection of an error that comes after the head. Where the store is asked first, as before a
    // cookie that cannot be written, one that answers at once has answered by then.
    Reflect.set(req.socket, 'destroy', () => {
      if (heldRequest.pending.length === 0 && !res.writableEnded) res.destroy();
    });
    noteHead(res, heldRequest);
  });
  inject(dispatch, injection(heldRequest.raceRequest, cookie), (error, response) => {
    if (error || response === undefined) return heldRequest.respond(brokenOff);
    heldRequest.headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    );
    heldRequest.respond({ ...headOf(response.raw.res, heldRequest), body: response.payload });
  });
}

/** light-my-request makes its requests and responses fit for Express when it is given an app; so this passes for one. */
function asExpress(app: RunnableApp, before: RequestListener): RequestListener {
  const dispatch: RequestListener = (req, res) => {
    // express-session asks for it, and light-my-request would warn of that.
    Object.defineProperty(req, 'connection', { value: req.socket });
    before(req, res);
    app(req, res);
  };
  // A plain listener, as an app of somebody’s own may be.
  if (app.request === undefined || app.response === undefined) return dispatch;
  const request = Object.create(Object.getPrototypeOf(app.request), { app: { value: dispatch } });
  const response = Object.create(Object.getPrototypeOf(app.response));
  return Object.assign(dispatch, { request, response });
}

/**
 * Set-Cookie reaches the browser with the head, and that goes out with the first bytes: long before the end where a body
 * is written before the save, and only with the end where there is none (HEAD, 204, 304, an empty `end()`).
 */
function noteHead(res: ServerResponse, heldRequest: HeldRequest): void {
  let isOut = false;
  const { writeHead } = res;
  Reflect.set(res, 'writeHead', function noted(this: ServerResponse, ...args: unknown[]) {
    const result: unknown = Reflect.apply(writeHead, this, args);
    heldRequest.written = args;
    return result;
  });
  for (const [name, sendsHead] of heads) {
    const method: unknown = Reflect.get(res, name);
    if (typeof method !== 'function') continue;
    Reflect.set(res, name, function noted(this: ServerResponse, ...args: unknown[]) {
      const runsIn = currentHeldRequest();
      if (runsIn !== undefined && runsIn !== heldRequest) heldRequest.refuseAnswerFrom(runsIn);
      const result: unknown = Reflect.apply(method, this, args);
      if (!isOut && sendsHead(this)) {
        isOut = true;
        heldRequest.head = headOf(this, heldRequest);
      }
      return result;
    });
  }
}

/** What sends a head that was not sent yet, and of which responses. */
const heads: ReadonlyArray<[method: string, sendsHead: (res: ServerResponse) => boolean]> = [
  ['write', ({ req, statusCode }) => req.method !== 'HEAD' && statusCode !== 204 && statusCode !== 304],
  ['flushHeaders', () => true],
  ['end', () => true],
];

function headOf(res: ServerResponse, { written }: HeldRequest): Head {
  const [location = null] = headerLines(res, 'location', written);
  return { status: res.statusCode, setCookie: setCookieLines(res, written), location };
}

function injection({ message }: RaceRequest, cookie: string | null): InjectOptions {
  const { method, url, headers, body } = message;
  return {
    method,
    url: url.pathname + url.search,
    headers: { ...headers, host: url.host, ...(cookie === null ? {} : { cookie }) },
    validate: false,
    ...(body === null ? {} : { payload: body }),
  };
}
