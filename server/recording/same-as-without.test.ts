import session, { type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { observe } from '../observer/observe.ts';
import {
  type Action,
  actions,
  type CameWith,
  cookieHeader,
  cookies,
  watchedApp,
} from '../observer/watched-app.test-helper.ts';
import { startRecording } from './recorded-app.test-helper.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

async function trace(options: Partial<SessionOptions>, came: CameWith, action: Action, make: typeof session) {
  const watched = watchedApp(options, { observed: make });
  const cookie = await cookieHeader(watched, came);
  const answer = await inject(watched.app, {
    url: `/${action}`,
    headers: cookie === undefined ? {} : { cookie },
  });
  const { date: _, ...headers } = answer.headers;
  const { statusCode, payload } = answer;
  return { statusCode, headers, payload, calls: watched.store.calls, seen: watched.seen };
}

it('an app that is recorded answers, stores and hands on exactly what it does without', async () => {
  const { where, logged } = await startRecording();
  const recorded = observe(session, { send: where });
  for (const resave of [true, false])
    for (const saveUninitialized of [true, false])
      for (const came of cookies)
        for (const action of Object.keys(actions) as Action[]) {
          const options = { resave, saveUninitialized, cookie: { maxAge: 60_000 } };
          const bare = await trace(options, came, action, session);
          expect(await trace(options, came, action, recorded), `${came}, ${action}`).toEqual(bare);
        }
  await logged(({ type }) => type === 'responded', 100);
});
