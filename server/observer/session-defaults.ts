import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { sign } from 'cookie-signature';
import type session from 'express-session';
import { callUnseen } from './call-unseen.ts';
import type { Middleware } from './session-request.ts';

type SessionFunction = typeof session;
/** Options whose default is another in the next major of express-session. */
const changing = ['resave', 'saveUninitialized'] as const;
export type SessionDefaults = Partial<Record<(typeof changing)[number], boolean>>;

const known = new WeakMap<SessionFunction, SessionDefaults>();
const [secret, name, sid] = ['secret', 'connect.sid', 'probe'];

/**
 * What a session middleware takes for those of these options that it is not given, read off what it does: one that is made
 * without the option is asked by a request, with a session that nobody changes or with none. Nothing of the app is in that.
 * `caller`: whoever the app has called to make its own, so that what is deprecated has been told already.
 */
export function defaultsOf(
  found: SessionFunction,
  given: { readonly resave?: unknown; readonly saveUninitialized?: unknown },
  caller: { readonly name: string },
): SessionDefaults {
  const defaults = known.get(found) ?? {};
  known.set(found, defaults);
  for (const option of changing) {
    if (given[option] !== undefined || defaults[option] !== undefined) continue;
    const probe = probeFor(found, option);
    try {
      probe.ask(callUnseen(found, undefined, [probe.options], caller, defaultsOf) as Middleware);
      defaults[option] = probe.isSaved();
    } catch {
      // What cannot be asked so is taken for what all have had so far.
      defaults[option] = true;
    }
  }
  return defaults;
}

function probeFor(found: SessionFunction, option: (typeof changing)[number]) {
  let isSaved = false;
  const store = Object.assign(new found.MemoryStore(), {
    get: (_sid: string, done: (error: null, session: object) => void) => done(null, { cookie: {} }),
    set: () => {
      isSaved = true;
    },
    touch: () => {},
  });
  const others = option === 'resave' ? { saveUninitialized: false } : { resave: false };
  const cookie = option === 'resave' ? `${name}=${encodeURIComponent(`s:${sign(sid, secret)}`)}` : undefined;
  return {
    // Not one of a MemoryStore, of which a middleware warns in production.
    options: {
      secret,
      name,
      genid: () => sid,
      ...others,
      store: Object.setPrototypeOf(store, found.Store.prototype),
    },
    ask: (middleware: Middleware) => {
      const req = new IncomingMessage(new Socket());
      Object.assign(req, { url: '/', method: 'GET', headers: { cookie } });
      const res = new ServerResponse(req);
      middleware(req, res, () => {});
      res.end();
    },
    isSaved: () => isSaved,
  };
}
