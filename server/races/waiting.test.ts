import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import type { AppUnderTest } from '../app/app-under-test.ts';
import type { UnheldWaits } from '../app/user/unheld-waits.ts';
import type { UserApp } from '../app/user/user-app.ts';
import { type RaceResult, raceSpecSchema } from '../contract/races/races.ts';
import { resultOf, tally } from './engine.test-helper.ts';
import { createRaceEngine } from './race-engine.ts';

/** Lets in as many as that at a time, the others in the order in which they came. */
function queueFor(most: number) {
  const waiting: Array<() => void> = [];
  let inside = 0;
  return async (res: express.Response): Promise<void> => {
    if (inside >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else inside += 1;
    res.once('close', () => {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    });
  };
}

/** Lets in one at a time: who comes next is called from within the one before it. */
function queueOfCalls(): express.RequestHandler {
  const waiting: Array<() => void> = [];
  let isBusy = false;
  return (_req, res, next) => {
    const letIn = () => {
      isBusy = true;
      res.once('close', () => {
        isBusy = false;
        waiting.shift()?.();
      });
      next();
    };
    if (isBusy) waiting.push(letIn);
    else letIn();
  };
}

/** Counts visits with a queue before its session, or in its handlers. Its own server outlives each run. */
function queuingApp(where: 'before' | 'in', most = 1, given?: express.RequestHandler): UserApp {
  const queue = queueFor(most);
  let isSold = false;
  const build: AppUnderTest = ({ session, store, genid, work }) => {
    const app = express();
    const queued: express.RequestHandler = given ?? ((_req, res, next) => void queue(res).then(() => next()));
    app.get('/free', (_req, res) => void res.send('free'));
    if (where === 'before') app.use(queued);
    app.use(session({ secret: 's', resave: false, saveUninitialized: true, store, ...(genid && { genid }) }));
    if (where === 'in') app.use(queued);
    app.get('/look', (_req, res) => void res.send('looked'));
    app.get('/buy', (req, res) => {
      req.session.views = isSold ? 2 : 1;
      isSold = true;
      res.send(`${req.session.views}`);
    });
    app.get('/count', async (req, res) => {
      const count = (req.session.views ?? 0) + 1;
      await work(req);
      req.session.views = count;
      res.json({ count });
    });
    return app;
  };
  const facts = () => ({
    form: 'an Express app' as const,
    versions: { express: '', expressSession: '' },
    sessions: [],
    held: [],
  });
  return { build, restart: () => null, facts };
}

async function raced(
  app: UserApp,
  paths: readonly string[],
  given: Partial<UnheldWaits> = {},
): Promise<RaceResult> {
  const stepDeadline = 600;
  const unheld = { of: () => [], takeOver: () => [], settled: async () => {}, ...given };
  const engine = createRaceEngine({ userApp: { app, unheld }, stepDeadline });
  onTestFinished(() => engine.close());
  const race = raceSpecSchema.parse({
    browsers: ['alice'],
    before: [{ send: { browser: 'alice', path: '/count' } }],
    requests: paths.map((path) => ({ browser: 'alice', path })),
  });
  return resultOf(engine, race);
}

const two = ['/count', '/count'];

it('counts the two orders of requests that are let in one at a time', async () => {
  const result = await raced(queuingApp('before'), two);
  expect(tally(result)).toEqual({ total: 2, serial: 2 });
  expect(result.waited).toEqual(['A', 'B']);
  expect(result.unmet).toBeUndefined();
});

it('finds what a queue does not cure, where the session was loaded before it', async () => {
  const result = await raced(queuingApp('in'), two);
  // The other loads before the work, before the save, or after it.
  expect(tally(result)).toEqual({ total: 6, serial: 2, 'lost update': 4 });
  expect(result.waited).toEqual(['A', 'B']);
});

it('refuses where a queue runs one request from inside another: whose steps are whose cannot be told', async () => {
  await expect(raced(queuingApp('in', 1, queueOfCalls()), two)).rejects.toThrow(
    /was answered by code that ran for [AB]\b/,
  );
});

it('counts all orders where there is room for all, and lets a request without a step be', async () => {
  const result = await raced(queuingApp('before', 2), two);
  expect(tally(result)).toMatchObject({ total: 20, 'lost update': 18 });
  expect(result.waited).toBeUndefined();
  expect(tally(await raced(queuingApp('before'), [...two, '/free']))).toEqual({ total: 2, serial: 2 });
});

it('counts the orders of three where two are let in', async () => {
  const { schedules, waited } = await raced(queuingApp('before', 2), ['/look', '/look', '/look']);
  // The third comes when one of the other two is over: by how its steps fall among those that the other has left then.
  expect(schedules.total).toBe(ordersOf([2, 2, 2], 2));
  expect(waited).toEqual(['A', 'B', 'C']);
});

it('refuses where one that does not come is seen to wait for something else: it may go on by itself', async () => {
  const timer = { what: 'a timer of 5000 ms', where: 'app.js:12' };
  await expect(raced(queuingApp('in'), two, { of: () => [timer] })).rejects.toThrow(
    'it waits for something that is not held (a timer of 5000 ms, at app.js:12)',
  );
});

it('refuses where the app keeps a thing that nothing sets back', async () => {
  await expect(raced(queuingApp('before'), ['/buy', '/buy'])).rejects.toThrow('They share something');
});

/** How many orders there are of requests with so many steps, when so many at most are under way. */
function ordersOf(
  steps: readonly number[],
  most: number,
  made: readonly number[] = steps.map(() => 0),
): number {
  if (steps.every((count, at) => made[at] === count)) return 1;
  const isUnderWay = (at: number) => (made[at] ?? 0) > 0 && (made[at] ?? 0) < (steps[at] ?? 0);
  const underWay = steps.filter((_, at) => isUnderWay(at)).length;
  return steps.reduce((sum, count, at) => {
    const own = made[at] ?? 0;
    const canMove = own < count && (own > 0 || underWay < most);
    return canMove ? sum + ordersOf(steps, most, made.with(at, own + 1)) : sum;
  }, 0);
}
