import { setTimeout as wait } from 'node:timers/promises';
import type { Request } from 'express';
import type { SessionData } from 'express-session';

/**
 * Told when a handler's own waiting begins and ends. The handler waits for what is returned, so that a scheduler can
 * hold it there; with 'waited' that was all its waiting.
 */
export type OnWork = (
  req: WorkingRequest,
  phase: 'start' | 'end',
) => void | Promise<void> | Promise<'waited'>;

/** What a handler's request needs for its work. `session` may be gone: unset, destroyed, or never there. */
export type WorkingRequest = Omit<Request, 'session'> & { session?: Request['session'] | null | undefined };

/** The handler's own waiting, `?work=` ms long: a database, a mail server, a payment. */
export type Work = (req: WorkingRequest) => Promise<void>;

/** Under this name the app keeps its Work, where every handler's request can reach it. */
export const workLocal = 'work';

/** Longest work of one request, in ms. */
const longestWork = 60_000;

export const createWork =
  (onWork?: OnWork): Work =>
  async (req) => {
    // A request that no Express has seen, as a user's app may have, has no query.
    const ms = Number(Reflect.get(Object(req.query), 'work') ?? 0);
    const held = await onWork?.(req, 'start');
    if (ms > 0 && held !== 'waited') await wait(Math.min(ms, longestWork));
    await onWork?.(req, 'end');
  };

/** Does the work that the app was given. */
export async function work(req: WorkingRequest): Promise<void> {
  const given: Work | undefined = req.app.locals[workLocal];
  await given?.(req);
}

/** With `?early=reload`: reads the session from the store once more. */
export async function reloadEarly(req: WorkingRequest): Promise<void> {
  const { session } = req;
  if (req.query['early'] !== 'reload' || !session) return;
  await settled((done) => session.reload(done));
}

/** With `?early=save` or `?early=reload`: puts the change into the session and saves it now, not after the work. */
export async function saveEarly(req: WorkingRequest, change: Partial<SessionData> = {}): Promise<void> {
  const { session } = req;
  const early = req.query['early'];
  if ((early !== 'save' && early !== 'reload') || !session) return;
  Object.assign(session, change);
  await settled((done) => session.save(done));
}

const settled = (call: (done: (error?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    call((error) => (error ? reject(error) : resolve()));
  });
