import express from 'express';
import { expect, it } from 'vitest';
import type { AppUnderTest } from '../app/app-under-test.ts';
import { raceSpecSchema } from '../contract/races/races.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { resultOf, tally } from './engine.test-helper.ts';
import { createRaceEngine } from './race-engine.ts';

/** Counts visits, and waits between reading and writing where `isSlow`. Put together asynchronously. */
const counter =
  (isSlow: boolean): AppUnderTest =>
  async ({ session, store, genid, work }) => {
    await Promise.resolve();
    const app = express();
    app.use(session({ secret: 's', resave: false, saveUninitialized: true, store, ...(genid && { genid }) }));
    app.get('/count', async (req, res) => {
      const count = (req.session.views ?? 0) + 1;
      if (isSlow) await work(req);
      req.session.views = count;
      res.json({ count });
    });
    return app;
  };

const twoVisits = raceSpecSchema.parse({
  browsers: ['alice'],
  before: [{ send: { browser: 'alice', path: '/count' } }],
  requests: [
    { browser: 'alice', path: '/count' },
    { browser: 'alice', path: '/count' },
  ],
});

it('races an app that it is given, in the steps that this app has', async () => {
  const slow = createRaceEngine({ appFor: () => counter(true) });
  const quick = createRaceEngine({ appFor: () => counter(false) });
  // load, work and save each: 20 orders, of which one after the other are two. Without work: 6 and two.
  expect(tally(await resultOf(slow, twoVisits))).toEqual({ total: 20, serial: 2, 'lost update': 18 });
  expect(tally(await resultOf(quick, twoVisits))).toEqual({ total: 6, serial: 2, 'lost update': 4 });
  await slow.close();
  await quick.close();
});

it('refuses an app that cannot be put together, in its own words', async () => {
  const engine = createRaceEngine({ appFor: () => () => Promise.reject(new Error('no database')) });
  expect(toldOf(await engine.explore(twoVisits))).toMatchObject({
    ok: false,
    message: expect.stringContaining('no database'),
  });
  await engine.close();
});

it('tells that requests share something where one ends before its steps, since another was there first', async () => {
  let left = 0;
  const shop: AppUnderTest = ({ session, store, genid }) => {
    left = 1;
    const app = express();
    app.use(
      session({ secret: 's', resave: false, saveUninitialized: false, store, ...(genid && { genid }) }),
    );
    app.get('/buy', (req, res) => {
      if (left === 0) return res.status(409).end();
      left -= 1;
      Object.assign(req.session, { bought: true });
      return res.end('bought');
    });
    return app;
  };
  const engine = createRaceEngine({ appFor: () => shop });
  const requests = ['alice', 'bob'].map((browser) => ({ browser, path: '/buy' }));
  const race = raceSpecSchema.parse({ browsers: ['alice', 'bob'], requests });
  expect(toldOf(await engine.explore(race))).toMatchObject({
    ok: false,
    message: expect.stringContaining('They share something'),
  });
  await engine.close();
});
