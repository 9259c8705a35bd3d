import type { SessionOptions } from 'express-session';
import fc from 'fast-check';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import {
  type Action,
  actions,
  cookieHeader,
  cookies,
  isSessionCookie,
  watchedApp,
} from './watched-app.test-helper.ts';

const cookieOptions = fc.record(
  {
    secure: fc.constantFrom(true, false, 'auto' as const),
    sameSite: fc.constantFrom(true, false, 'lax' as const, 'strict' as const, 'none' as const),
    path: fc.constantFrom('/', '/modified', '/elsewhere'),
    maxAge: fc.constantFrom(60_000, 0),
    httpOnly: fc.boolean(),
    priority: fc.constantFrom('low' as const, 'high' as const),
  },
  { requiredKeys: [] },
);

const optionSets = fc.record({
  options: fc.record({
    resave: fc.boolean(),
    saveUninitialized: fc.boolean(),
    rolling: fc.boolean(),
    unset: fc.constantFrom('keep' as const, 'destroy' as const),
    secret: fc.constantFrom('one', ['one'], ['new', 'one']),
    proxy: fc.constantFrom(true, false, undefined),
  }),
  cookie: cookieOptions,
  asFunction: fc.boolean(),
  touches: fc.boolean(),
  trustProxy: fc.boolean(),
  forwarded: fc.constantFrom('https', 'http', 'https, http', undefined),
  came: fc.constantFrom(...cookies),
  action: fc.constantFrom(...(Object.keys(actions) as Action[])),
});

/** What was asked of the store after the handler was done, told by the last call that the handler did not make. */
const decisions: Record<string, string> = { set: 'saved', touch: 'touched', destroy: 'destroyed' };

describe('verdicts hold for options beyond the grid', () => {
  it('for any cookie settings, proxies, secrets, stores and actions', async () => {
    await fc.assert(
      fc.asyncProperty(
        optionSets,
        async ({ options, cookie, asFunction, touches, trustProxy, forwarded, came, action }) => {
          const { proxy, ...rest } = options;
          const given: Partial<SessionOptions> = { ...rest, cookie: asFunction ? () => cookie : cookie };
          if (proxy !== undefined) given.proxy = proxy;
          const watched = watchedApp(given, { observed: true, trustProxy, touches });
          const headers = forwarded === undefined ? {} : { 'x-forwarded-proto': forwarded };
          const sent = await cookieHeader(watched, came, headers);
          const before = watched.events.length;
          const answer = await inject(watched.app, {
            url: `/${encodeURI(action)}`,
            headers: sent === undefined ? headers : { ...headers, cookie: sent },
          });
          const events = watched.events.slice(before);
          const verdicts = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));

          for (const { rule, actual } of verdicts) expect(actual, rule).toBe(verdictRules[rule].decision);
          const isSent = [answer.headers['set-cookie'] ?? []].flat().some(isSessionCookie);
          const cookieVerdict = verdicts.find(({ rule }) => verdictRules[rule].subject === 'set-cookie');
          expect(cookieVerdict?.actual === 'sent').toBe(isSent);
          const atEnd = events.findIndex(
            (event) => event.type === 'verdict' && verdictRules[event.verdict.rule].subject === 'store',
          );
          const next = events.slice(atEnd + 1).find((event) => event.type === 'store-called');
          const actual = verdicts.find(({ rule }) => verdictRules[rule].subject === 'store')?.actual;
          if (atEnd !== -1) expect(actual).toBe(next === undefined ? 'nothing' : decisions[next.operation]);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
