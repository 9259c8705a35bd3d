import express, { type Express } from 'express';
import session, { type MemoryStore, type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import type { ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';

/** A MemoryStore that writes down what is asked of it, with no help from the observer. */
export class WrittenDownStore extends session.MemoryStore {
  readonly calls: string[] = [];

  override get(...args: Parameters<MemoryStore['get']>) {
    this.calls.push(`get ${args[0]}`);
    super.get(...args);
  }

  override set(...args: Parameters<MemoryStore['set']>) {
    this.calls.push(`set ${args[0]} ${JSON.stringify(args[1])}`);
    super.set(...args);
  }

  override touch(...args: Parameters<MemoryStore['touch']>) {
    this.calls.push(`touch ${args[0]} ${JSON.stringify(args[1])}`);
    super.touch(...args);
  }

  override destroy(...args: Parameters<MemoryStore['destroy']>) {
    this.calls.push(`destroy ${args[0]}`);
    super.destroy(...args);
  }
}

/** What a handler does with its session before it answers. */
export const actions = {
  untouched: () => {},
  modified: (req) => {
    Object.assign(req.session, { mark: 'new' });
  },
  destroyed: (req) => new Promise<void>((done) => req.session.destroy(() => done())),
  regenerated: (req) => new Promise<void>((done) => req.session.regenerate(() => done())),
  unset: (req) => {
    Reflect.set(req, 'session', null);
  },
  'saved early': (req) => {
    Object.assign(req.session, { mark: 'early' });
    return new Promise<void>((done) => req.session.save(() => done()));
  },
  'saved, then modified': async (req) => {
    await new Promise<void>((done) => req.session.save(() => done()));
    Object.assign(req.session, { mark: 'late' });
  },
  reloaded: (req) => new Promise<void>((done) => req.session.reload(() => done())),
} satisfies Record<string, (req: express.Request) => void | Promise<void>>;

export type Action = keyof typeof actions;

export const cookies = ['no cookie', 'good cookie', 'unknown sid', 'bad signature'] as const;
export type CameWith = (typeof cookies)[number];

export type Watched = { app: Express; store: WrittenDownStore; events: ObserverEvent[]; seen: string[] };

/** An app with one route for each action. IDs are pinned: one for the first session, then a count. */
export function watchedApp(
  options: Partial<SessionOptions>,
  settings: { observed: boolean | typeof session; trustProxy?: boolean; touches?: boolean },
): Watched {
  const store = new WrittenDownStore();
  if (settings.touches === false) Reflect.set(store, 'touch', undefined);
  const events: ObserverEvent[] = [];
  const seen: string[] = [];
  let ids = 0;
  const observed =
    settings.observed === true ? observe(session, { onEvent: (event) => events.push(event) }) : session;
  const used = typeof settings.observed === 'function' ? settings.observed : observed;
  const app = express();
  app.set('trust proxy', settings.trustProxy ?? false);
  app.use(
    used({
      secret: 'test',
      resave: false,
      saveUninitialized: false,
      store,
      genid: () => `sid-${++ids}`,
      ...options,
    }),
  );
  app.use(async (req, res) => {
    seen.push(
      JSON.stringify({ id: req.sessionID, session: req.session, keys: Object.keys(req.session ?? {}) }),
    );
    const action = actions[req.path.slice(1).replaceAll('%20', ' ') as Action];
    if (req.session) await action?.(req);
    res.send('done');
  });
  app.use(((error: Error, _req, res, next) => {
    seen.push(`error ${error.message}`);
    if (res.headersSent) return next();
    res.status(500).send(error.message);
  }) satisfies express.ErrorRequestHandler);
  return { app, store, events, seen };
}

/** The Cookie header of a kind; the good one comes from a first request that put something into its session. */
export async function cookieHeader(
  { app }: Watched,
  kind: CameWith,
  headers: Record<string, string> = {},
): Promise<string | undefined> {
  if (kind === 'no cookie') return undefined;
  if (kind === 'unknown sid') {
    const other = watchedApp({ genid: () => 'elsewhere' }, { observed: false });
    return cookieHeader(other, 'good cookie');
  }
  const first = await inject(app, { url: '/modified', headers });
  const line = [first.headers['set-cookie']].flat()[0];
  const good = line?.split(';', 1)[0];
  return kind === 'bad signature' ? `${good?.slice(0, -6)}AAAAAA` : good;
}

export const isSessionCookie = (line: string) => line.startsWith('connect.sid=');
