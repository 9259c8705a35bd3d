import type { Request, RequestHandler, Response } from 'express';

/** Told when a request begins to wait for the one before it, and when it goes on, or never will. */
export type OnTurn = (req: Request, phase: 'waits' | 'goes-on' | 'gave-up') => void;

/** Told of each request that queues, and by which cookie. */
export type OnQueued = (cookie: string) => void;

/**
 * Goes before the session middleware. A request waits until every earlier one with the same session cookie, as it came
 * over the wire, is answered or gone; one without that cookie waits for nobody. In this process only.
 */
export function oneAtATime(settings: {
  name: string;
  onTurn?: OnTurn | undefined;
  onQueued?: OnQueued | undefined;
}): RequestHandler {
  const { name, onTurn, onQueued } = settings;
  const last = new Map<string, Promise<void>>();
  return (req, res, next) => {
    const cookie = rawCookie(req.headers.cookie, name);
    if (cookie === null) return next();
    onQueued?.(cookie);
    const before = last.get(cookie);
    const over = Promise.all([before, isOver(res)]).then(() => {
      if (last.get(cookie) === over) last.delete(cookie);
    });
    last.set(cookie, over);
    if (before === undefined) return next();
    onTurn?.(req, 'waits');
    // A promise keeps this request's async context, where the event of the one before would bring its own.
    void before.then(() => {
      onTurn?.(req, res.closed ? 'gave-up' : 'goes-on');
      if (!res.closed) next();
    });
  };
}

/** `finish` comes after the save, since express-session holds the response's end back for it. */
const isOver = (res: Response): Promise<void> =>
  new Promise((resolve) => {
    res.once('finish', resolve).once('close', resolve);
  });

/** The cookie's value as it was sent, signature and all; of several the first, which is the one that counts. */
function rawCookie(header: string | undefined, name: string): string | null {
  const pairs = header?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`)) ?? null;
}
