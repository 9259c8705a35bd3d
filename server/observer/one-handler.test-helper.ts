import express from 'express';
import session, { type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import { expect } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { explain, verdictRules } from '../contract/verdicts/verdict.ts';
import { observe } from './observe.ts';

const base = { secret: 'a', resave: false, saveUninitialized: false } satisfies SessionOptions;

/** An app with `/` that counts, `/mine` that does as asked, and a store that can be looked into; one browser visits it. */
export function watchOne(handler: express.RequestHandler, options: Partial<SessionOptions> = {}) {
  const events: ObserverEvent[] = [];
  const store = new session.MemoryStore();
  const make = observe(session, { onEvent: (event) => events.push(event) });
  const app = express().use(make({ ...base, store, ...options }));
  app.get('/', (req, res) => {
    const views = Number(Reflect.get(req.session, 'views') ?? 0) + 1;
    Object.assign(req.session, { views });
    res.send(String(views));
  });
  app.get('/mine', handler);
  app.use(((error: Error, _req, res, _next) => {
    if (!res.headersSent) res.status(500);
    res.end(error.message);
  }) satisfies express.ErrorRequestHandler);
  let cookie: string | undefined;
  const cookieOf = (line: unknown): string | undefined => [line].flat().map(String)[0]?.split(';', 1)[0];
  const visit = async (url: string) => {
    const begin = events.length;
    const answer = await inject(app, { url, headers: cookie === undefined ? {} : { cookie } });
    if (answer.headers['set-cookie'] !== undefined) cookie = cookieOf(answer.headers['set-cookie']);
    await new Promise(setImmediate);
    return { answer, ...told(events.slice(begin)) };
  };
  const stored = (): Record<string, unknown> => {
    const sessions: Record<string, string> = Reflect.get(store, 'sessions');
    return Object.fromEntries(Object.entries(sessions).map(([sid, text]) => [sid, JSON.parse(text)]));
  };
  return { visit, stored, events };
}

/** Their verdicts, each of which says what happened. */
export function told(events: readonly ObserverEvent[]) {
  const verdicts = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
  for (const { rule, actual } of verdicts) expect(actual, rule).toBe(verdictRules[rule].decision);
  return { verdicts, rules: verdicts.map(({ rule }) => rule), words: verdicts.map(explain).join(' ') };
}
