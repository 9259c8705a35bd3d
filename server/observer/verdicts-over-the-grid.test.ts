import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import {
  type Action,
  type CameWith,
  cookieHeader,
  cookies,
  isSessionCookie,
  watchedApp,
} from './watched-app.test-helper.ts';

const yesAndNo = [true, false];
const gridActions: Action[] = ['untouched', 'modified', 'destroyed', 'regenerated', 'unset'];

async function cell(options: Parameters<typeof watchedApp>[0], came: CameWith, action: Action) {
  const watched = watchedApp(options, { observed: true });
  const cookie = await cookieHeader(watched, came);
  const before = { events: watched.events.length, calls: watched.store.calls.length };
  const answer = await inject(watched.app, {
    url: `/${action}`,
    headers: cookie === undefined ? {} : { cookie },
  });
  const events = watched.events.slice(before.events);
  const verdicts = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
  const bySubject = (subject: string) =>
    verdicts.filter(({ rule }) => verdictRules[rule].subject === subject);
  const calls = watched.store.calls.slice(before.calls).map((call) => call.split(' ', 1)[0]);
  return { answer, verdicts, bySubject, calls };
}

/** The store calls that the handler itself makes. */
const ownCalls: Partial<Record<Action, string[]>> = { destroyed: ['destroy'], regenerated: ['destroy'] };
const operationOf: Record<string, string[]> = {
  saved: ['set'],
  touched: ['touch'],
  destroyed: ['destroy'],
  nothing: [],
};

describe('what a verdict says is what the store and the wire show', () => {
  for (const resave of yesAndNo)
    for (const saveUninitialized of yesAndNo)
      for (const rolling of yesAndNo)
        for (const unset of ['keep', 'destroy'] as const)
          for (const maxAge of [60_000, undefined])
            it(`resave ${resave}, saveUninitialized ${saveUninitialized}, rolling ${rolling}, unset ${unset}, maxAge ${maxAge ?? 'not set'}`, async () => {
              for (const came of cookies)
                for (const action of gridActions) {
                  const cookie = maxAge === undefined ? {} : { maxAge };
                  const options = { resave, saveUninitialized, rolling, unset, cookie };
                  const { answer, verdicts, bySubject, calls } = await cell(options, came, action);
                  const where = `${came}, ${action}`;
                  for (const { rule, actual } of verdicts)
                    expect(actual, where).toBe(verdictRules[rule].decision);

                  const [store, secondStore] = bySubject('store');
                  const loads = came === 'good cookie' || came === 'unknown sid' ? ['get'] : [];
                  const expected = [
                    ...loads,
                    ...(ownCalls[action] ?? []),
                    ...(operationOf[store?.actual ?? ''] ?? ['?']),
                  ];
                  expect(calls, where).toEqual(expected);
                  expect(secondStore, where).toBeUndefined();

                  const isSent = [answer.headers['set-cookie'] ?? []].flat().some(isSessionCookie);
                  expect(
                    bySubject('set-cookie').map(({ actual }) => actual),
                    where,
                  ).toEqual([isSent ? 'sent' : 'withheld']);

                  const [session] = bySubject('session');
                  const rules = {
                    'no cookie': 'no-cookie',
                    'good cookie': 'session-found',
                    'unknown sid': 'unknown-sid',
                    'bad signature': 'signature-invalid',
                  };
                  expect(session?.rule, where).toBe(rules[came]);
                }
            });
});
