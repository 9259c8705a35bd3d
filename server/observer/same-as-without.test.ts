import inject from 'light-my-request';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Action,
  actions,
  type CameWith,
  cookieHeader,
  cookies,
  watchedApp,
} from './watched-app.test-helper.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

async function trace(
  options: Parameters<typeof watchedApp>[0],
  came: CameWith,
  action: Action,
  observed: boolean,
) {
  const watched = watchedApp(options, { observed });
  const cookie = await cookieHeader(watched, came);
  const answer = await inject(watched.app, {
    url: `/${action}`,
    headers: cookie === undefined ? {} : { cookie },
  });
  const { statusCode, payload } = answer;
  const { date: _, ...headers } = answer.headers;
  return {
    statusCode,
    headers,
    payload,
    calls: watched.store.calls,
    seen: watched.seen,
    sessions: await sessionsOf(watched.store),
  };
}

const sessionsOf = (store: ReturnType<typeof watchedApp>['store']) =>
  new Promise((resolve) => store.all((_error, sessions) => resolve(sessions)));

const yesAndNo = [true, false];

describe('an observed app answers, stores and hands on exactly what it does unobserved', () => {
  for (const resave of yesAndNo)
    for (const saveUninitialized of yesAndNo)
      for (const rolling of yesAndNo)
        for (const unset of ['keep', 'destroy'] as const)
          it(`resave ${resave}, saveUninitialized ${saveUninitialized}, rolling ${rolling}, unset ${unset}`, async () => {
            for (const cookie of [{ maxAge: 60_000 }, {}])
              for (const came of cookies)
                for (const action of Object.keys(actions) as Action[]) {
                  const options = { resave, saveUninitialized, rolling, unset, cookie };
                  const bare = await trace(options, came, action, false);
                  const observed = await trace(options, came, action, true);
                  expect(observed, `${came}, ${action}, ${JSON.stringify(cookie)}`).toEqual(bare);
                }
          });
});
