import { describe, expect, it } from 'vitest';
import { raceSpecSchema } from '../contract/races/races.ts';
import { openStore } from '../stores/drivers.ts';
import type { StoreDriver } from '../stores/open-store.ts';
import { ProblemError } from '../words/problems.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { aliceRaces, resultOf, testEngine, withOptions } from './engine.test-helper.ts';
import { createRaceEngine } from './race-engine.ts';

const engine = testEngine({ stepDeadline: 400 });
/** Four writers of different items have 256 outcomes. */
const sparing = testEngine({ mostOutcomes: 255 });
const mine = (query = '') => ({ browser: 'alice', path: `/mine${query}` });

async function refusal(handler: string, requests = [mine(), mine()]) {
  const explored = await engine.explore(aliceRaces(requests, { handler }));
  const told = toldOf(explored);
  if (!('at' in told)) throw new Error('It was explored.');
  return told;
}

describe('a handler', () => {
  it('that keeps something outside of the session is found out', async () => {
    const { at, message } = await refusal(
      `(() => { let calls = 0; return (req, res) => { req.session.calls = ++calls; res.send('ok'); }; })()`,
    );
    expect(at).toBe('requests[0]');
    expect(message).toMatch(
      /^A \(GET \/mine\): this handler did not behave the same when replayed: after A.load/,
    );
  });

  it('that shares with another what no store holds is found out, though each alone is always the same', async () => {
    const { message } = await refusal(
      `(() => { let inside = 0; return async (req, res) => {
        inside += 1; await work(req); const alone = inside === 1; inside -= 1; res.json({ alone }); }; })()`,
    );
    expect(message).toMatch(/did not behave the same when replayed: after [AB]\.\w+ it answered 200/);
  });

  it('that draws random numbers and reads the clock is repeatable', async () => {
    const handler = `async (req, res) => {
      const drawn = [Math.random(), crypto.randomUUID(), require('node:crypto').randomBytes(4).toString('hex'), Date.now()];
      await work(req); req.session.drawn = drawn; res.json(drawn); }`;
    const explored = await engine.explore(aliceRaces([mine(), mine()], { handler }));
    expect(explored).toMatchObject({
      ok: true,
      result: { schedules: { total: 20, exact: true }, verified: 20 },
    });
    if (!explored.ok) return;
    const bodies = explored.result.outcomes.flatMap(({ responses }) => responses.map(({ body }) => body));
    // Each request has numbers of its own, the same in every schedule.
    expect(new Set(bodies).size).toBe(2);
  });

  it('that does not answer is told by its name, and after which step', async () => {
    const { at, message } = await refusal('async (req, res) => { await work(req); }');
    expect(at).toBe('requests[0]');
    expect(message).toMatch(/^A \(GET \/mine\) after A.work neither took a next step nor ended within 0.4 s/);
  });

  it('that waits for another request is told as one that does not go on', async () => {
    const handler = `(() => { let open; const gate = new Promise((done) => { open = done; });
      return async (req, res) => { if (req.query.waits) await gate; else open(); res.send('ok'); }; })()`;
    const { message } = await refusal(handler, [mine('?waits=1'), mine()]);
    expect(message).toMatch(/^A \(GET \/mine\) after A.load neither took .* wait for another request\?$/);
  });

  it('that cannot be made is refused', async () => {
    expect(await refusal('(req, res) => {')).toMatchObject({ at: 'handler' });
  });
});

describe('a race', () => {
  it('with options that are refused says which', async () => {
    const spec = aliceRaces([mine(), mine()], withOptions({ trustProxy: 'nowhere' }));
    expect(toldOf(await engine.explore(spec))).toMatchObject({ ok: false, at: 'lab.options.trustProxy' });
  });

  it('of several apps, or over a store that fails, is refused: only one that works is explored', async () => {
    const refusalOf = (given: object, requests: object[] = [mine(), mine()]) =>
      engine.explore(raceSpecSchema.parse({ browsers: ['alice'], requests, ...given }));
    expect(toldOf(await refusalOf({ lab: { instances: 2 } }))).toMatchObject({
      ok: false,
      at: 'lab.instances',
    });
    expect(toldOf(await refusalOf({ before: [{ fault: { connected: false } }] }))).toMatchObject({
      ok: false,
      at: 'before[0].fault',
    });
    expect(toldOf(await refusalOf({}, [mine(), { ...mine(), app: 'second' }]))).toMatchObject({
      ok: false,
      at: 'requests[1].app',
    });
  });

  it('with one id twice is refused', async () => {
    const spec = aliceRaces([mine(), { ...mine(), id: 'A' }]);
    expect(toldOf(await engine.explore(spec))).toMatchObject({ ok: false, at: 'requests' });
  });

  it('with a step before it that cannot be done says which', async () => {
    const before = [{ send: { browser: 'carol', path: '/' } }];
    expect(toldOf(await engine.explore(aliceRaces([mine(), mine()], { before })))).toMatchObject({
      ok: false,
      at: 'before[0].send.browser',
    });
  });

  it.each([
    ['states than may be looked at', engine, { max: 100 }],
    ['outcomes than may be told', sparing, {}],
  ])('that has more %s tells what it saw by chance, and that this is not all', async (_what, by, limit) => {
    const items = ['apples', 'pears', 'plums', 'figs'];
    const requests = items.map((item) => ({
      browser: 'alice',
      method: 'POST' as const,
      path: `/cart/${item}`,
    }));
    const explored = await by.explore(aliceRaces(requests), limit);
    if (!explored.ok) throw new ProblemError(explored.problems);
    const { schedules, outcomes, anomalies, effort } = explored.result;
    expect(schedules.exact).toBe(false);
    if ('max' in limit) expect(effort.states).toBeLessThanOrEqual(limit.max);
    const sum = outcomes.reduce((total, outcome) => total + Number(outcome.schedules), 0);
    expect(sum).toBe(schedules.total);
    expect(anomalies.map(({ kind }) => kind)).toEqual(['lost update']);
    expect(outcomes.every(({ doomedAt }) => doomedAt === null)).toBe(true);
  });

  it('rejects when it is cancelled', async () => {
    const requests = new Array(6).fill(0).map((_, i) => ({ ...mine(), path: `/views?i=${i}` }));
    const stop = new AbortController();
    const explored = engine.explore(aliceRaces(requests), {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('no longer wanted')),
    });
    await expect(explored).rejects.toThrow('no longer wanted');
  });
});

describe('a store that cannot be closed', () => {
  const memoryThat = (close: () => Promise<void>): { memory: StoreDriver } => ({
    memory: { kind: 'memory', open: async () => ({ ...(await openStore({ kind: 'memory' })), close }) },
  });
  const race = (query: string) => aliceRaces([mine(query), mine(query)], { handler });
  const handler = '(req, res) => { req.session.seen = true; res.json(1); }';

  it('is told of once, by the race that comes after it, and is in the way of none', async () => {
    let closed = 0;
    const drivers = memoryThat(async () => {
      closed += 1;
      if (closed === 1) throw new Error('The connection is gone.');
    });
    const failing = createRaceEngine({ drivers });
    expect(await failing.explore(race('?a'))).toMatchObject({ ok: true });
    await expect(failing.explore(race('?b'))).rejects.toThrow('The connection is gone.');
    expect(await failing.explore(race('?b'))).toMatchObject({ ok: true });
    expect(closed).toBe(1);
    await failing.close();
    expect(closed).toBe(2);
  });

  it('is not closed a second time with the engine', async () => {
    let closed = 0;
    const drivers = memoryThat(async () => {
      closed += 1;
      throw new Error('The connection is gone.');
    });
    const failing = createRaceEngine({ drivers });
    await failing.explore(race(''));
    await expect(failing.close()).rejects.toThrow('The connection is gone.');
    await failing.close();
    expect(closed).toBe(1);
  });
});

describe('options with which no session comes about', () => {
  const first = { browser: 'alice', path: '/views' };
  const race = (options: object) =>
    raceSpecSchema.parse({ ...withOptions(options), browsers: ['alice'], requests: [first, first] });
  const endings = async (options: object) => {
    const { outcomes, anomalies } = await resultOf(engine, race(options));
    return {
      anomalies,
      endings: outcomes.map(({ store, responses }) => ({
        sessions: Object.keys(store).length,
        statuses: responses.map(({ status }) => status),
        sent: responses.flatMap(({ setCookie }) => setCookie).length,
      })),
    };
  };

  it.each([
    [{ genid: 'async' }, { sessions: 0, statuses: [200, 200], sent: 0 }],
    [{ genid: 'throws' }, { sessions: 0, statuses: [500, 500], sent: 0 }],
    [{ secret: null }, { sessions: 0, statuses: [500, 500], sent: 0 }],
    [{ cookie: { maxAge: 'NaN' } }, { sessions: 2, statuses: [200, 200], sent: 0 }],
    [{ name: 'no name' }, { sessions: 2, statuses: [200, 200], sent: 0 }],
  ])('are raced as they are: %j', async (options, ending) => {
    expect(await endings(options)).toEqual({ anomalies: expect.anything(), endings: [ending] });
  });
});
