import { createServer } from 'node:http';
import express from 'express';
import session from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { explain } from '../contract/verdicts/verdict.ts';
import { observe } from './observe.ts';

type Case = {
  trust?: unknown;
  proxy?: boolean;
  headers?: Record<string, string>;
  plain?: true;
};

/** What is told of the cookie of a first visit, and whether one came. */
async function firstVisit({ trust = false, proxy, headers = {}, plain }: Case) {
  const events: ObserverEvent[] = [];
  const make = observe(session, { onEvent: (event) => events.push(event) });
  const options = { secret: 'a', resave: false, saveUninitialized: true, cookie: { secure: true } };
  const middleware = make(proxy === undefined ? options : { ...options, proxy });
  const app = express()
    .set('trust proxy', trust)
    .use(middleware, (_req, res) => void res.send('x'));
  const bare = createServer((req, res) =>
    Reflect.apply(middleware, null, [req, res, () => res.end('x')]),
  ).listeners('request')[0];
  const answer = await inject(plain ? (bare as never) : app, { url: '/', headers });
  const [verdict] = events.flatMap((event) =>
    event.type === 'verdict' && 'secureCookie' in event.verdict.inputs && 'sameId' in event.verdict.inputs
      ? [event.verdict]
      : [],
  );
  return {
    isSent: answer.headers['set-cookie'] !== undefined,
    way: verdict?.inputs['way'],
    words: verdict === undefined ? '' : explain(verdict),
  };
}

const https = { 'x-forwarded-proto': 'https' };

describe('why a connection is not seen as secure', () => {
  it.each<[string, Case, string, Case]>([
    [
      'no-trust',
      { headers: https },
      'trusts no proxy (‘trust proxy’ is not set), and X-Forwarded-Proto: https came',
      { trust: 1, headers: https },
    ],
    ['no-trust', {}, 'no X-Forwarded-Proto came.', { trust: true, headers: https }],
    [
      'proxy-does-not-say',
      { trust: 1, headers: { 'x-fowarded-proto': 'https' } },
      'no X-Forwarded-Proto came, only x-fowarded-proto: https',
      { trust: 1, headers: https },
    ],
    [
      'proxy-does-not-say',
      { trust: 1, headers: { 'x-forwarded-proto': 'http' } },
      '‘trust proxy’ (1) is set, and X-Forwarded-Proto: http came',
      { trust: 1, headers: https },
    ],
    [
      'address-not-trusted',
      { trust: '10.0.0.1', headers: https },
      'https came, but ‘trust proxy’ ("10.0.0.1") does not cover',
      { trust: 'loopback', headers: https },
    ],
    [
      'option-off',
      { proxy: false, trust: 1, headers: https },
      'the option proxy is false',
      { trust: 1, headers: https },
    ],
    [
      'option-on',
      { proxy: true, headers: { 'x-forwarded-proto': 'http, https' } },
      'the option proxy is true, and X-Forwarded-Proto: http, https came',
      { proxy: true, headers: https },
    ],
    [
      'no-express',
      { plain: true, headers: https },
      'there is no req.secure',
      { plain: true, proxy: true, headers: https },
    ],
  ])('%s: %j', async (way, withheld, words, sent) => {
    const told = await firstVisit(withheld);
    expect(told).toMatchObject({ isSent: false, way });
    expect(told.words).toContain(words);
    expect(await firstVisit(sent)).toMatchObject({ isSent: true, way: undefined });
  });
});
