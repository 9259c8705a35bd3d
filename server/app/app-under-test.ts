import type { RequestListener } from 'node:http';
import type { Request } from 'express';
import type expressSession from 'express-session';
import type { Store } from 'express-session';
import type { FastifySession } from './user/fastify-app.ts';
import type { HoldCall } from './user/held-functions.ts';
import type { Work } from './work.ts';

/** What an app gets from whoever runs it, in place of what it would take for itself. */
export type AppParts = {
  /** The function that express-session exports, bare or observed. */
  session: typeof expressSession;
  /** Makes an observed one of another express-session, which an app of somebody's own found for itself; left out where nobody looks. */
  observed?: (found: typeof expressSession) => typeof expressSession;
  /** The same of a @fastify/session. */
  observedFastify?: (found: FastifySession) => FastifySession;
  store: Store;
  /** Makes session IDs; left out where express-session is to make its own. */
  genid?: (req: Request) => string;
  /** To be awaited where a handler waits for something beside the session: there it can be held. */
  work: Work;
  /** Where calls of an app's own functions can be held; left out where nothing can. */
  hold?: HoldCall;
};

/** What answers requests: an Express app, or a listener, which may know the Express that stands behind it. */
export type RunnableApp = RequestListener & { request?: object; response?: object };

/** An app that can be run in the lab and raced. Throws, or rejects with, what Express or express-session throw. */
export type AppUnderTest = (parts: AppParts) => RunnableApp | Promise<RunnableApp>;
