import type { IncomingMessage, ServerResponse } from 'node:http';
import { wordFor } from './snapshot.ts';

/** A session as express-session puts it on a request: data, with `req`, `id` and methods not enumerable. */
export type LiveSession = Record<string, unknown> & {
  id?: unknown;
  req?: object;
  save?: unknown;
  touch?: unknown;
  cookie?: { expires?: unknown; secure?: unknown; serialize?: (name: string, value: string) => string };
};

/** What express-session, Express and cookie-parser put on a request, as far as a decision looks at it. */
export type SessionRequest = IncomingMessage & {
  session?: LiveSession | null;
  sessionID?: unknown;
  sessionStore?: unknown;
  originalUrl?: string;
  secure?: boolean;
  app?: { get?: (name: string) => unknown };
  secret?: string;
  cookies?: Record<string, unknown>;
  signedCookies?: Record<string, unknown>;
};

/** The request of a session of @fastify/session, which has it under a symbol of that description (its lib/session.js). */
export function fastifyRequestOf(session: object): unknown {
  const key = Object.getOwnPropertySymbols(session).find(({ description }) => description === 'request');
  return key === undefined ? undefined : Reflect.get(session, key);
}

export type Next = (error?: unknown) => void;
export type Middleware = (req: SessionRequest, res: ServerResponse, next: Next) => void;

/** Whether the session on the request is not that of `req.sessionID`: one that was put back, or took another's place. */
export const hasOtherId = ({ session, sessionID }: SessionRequest): boolean =>
  session !== null && session !== undefined && session.id !== undefined && session.id !== sessionID;

/** Both IDs, as inputs of a decision. */
export const bothIds = ({ session, sessionID }: SessionRequest) => ({
  sid: wordFor(session?.id),
  sessionID: wordFor(sessionID),
});
