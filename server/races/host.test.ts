import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RaceProgress } from '../contract/races/races.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { alice, aliceRaces } from './engine.test-helper.ts';
import { createRaces } from './host.ts';

const races = createRaces({ unresponsiveAfter: 3000 });
afterAll(() => races.close());

const pair = [alice.writes, alice.writes];
const mine = [
  { browser: 'alice', path: '/mine' },
  { browser: 'alice', path: '/mine' },
];
const ofAll = { ok: true, result: { schedules: { total: 20, distinct: 10, exact: true } } };

describe('a race in its worker', () => {
  it('gives the result, and looks', async () => {
    expect(await races.explore(aliceRaces(pair))).toMatchObject(ofAll);
    expect(await races.look(aliceRaces(pair), ['A.load', 'B.load'])).toMatchObject({
      ok: true,
      look: { reachable: [{ outcome: 0, schedules: 6 }] },
    });
  });

  it('races the code of a store as it is by then', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'races-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const module = join(folder, 'store.mjs');
    const race = aliceRaces(pair, { lab: { store: { kind: 'module', module } } });
    const code = (body: string) =>
      `export default (session) => class extends session.MemoryStore { ${body} };`;
    await writeFile(module, code(''));
    const before = await races.explore(race);
    expect(before).toMatchObject(ofAll);
    await writeFile(module, code('set(sid, session, done) { done(); }'));
    expect(await races.explore(race)).toMatchObject({ ok: true, result: { outcomes: [{ store: {} }] } });
  }, 60_000);

  it.each([
    [
      'never gives control back',
      'for (;;);',
      /after A.load did not give control back for \d\.\d s/,
      { reason: 'unresponsive', ms: expect.any(Number) },
    ],
    [
      'throws later',
      "setTimeout(() => { throw new Error('boom'); })",
      /after A.load threw where nothing catches it \(boom\)/,
      { reason: 'crashed', message: 'boom' },
    ],
    [
      'ends the process',
      'process.exit(3)',
      /after A.load called process.exit\(3\)/,
      { reason: 'exited', code: 3 },
    ],
  ])('tells who %s, and goes on with the next race', async (_what, code, words, end) => {
    const ended = await races.explore(aliceRaces(mine, { handler: `(req, res) => { ${code} }` }));
    expect(toldOf(ended)).toMatchObject({ ok: false, at: 'requests', message: expect.stringMatching(words) });
    expect(toldOf(ended)).toMatchObject({
      message: expect.stringMatching(/^A \(GET \/mine\) .*; the race was stopped\.$/),
    });
    const who = { id: 'A', method: 'GET', path: '/mine', after: 'A.load' };
    expect(ended).toMatchObject({ problems: [{ code: 'race-stopped', params: { who, end } }] });
    expect(await races.explore(aliceRaces(pair))).toMatchObject(ofAll);
  });

  it.each([
    ['sends what no race sends', `parentPort.postMessage({ call: 1, value: { ok: true, result: {} } });`],
    ['takes its voice', 'parentPort.postMessage = () => {};'],
  ])('tells of a handler that %s, and goes on', async (what, code) => {
    // Whoever is to be found by what it sends has the time to send it, also on a loaded machine.
    const answerWithin = what.startsWith('sends') ? 10_000 : 500;
    const own = createRaces({ unresponsiveAfter: 30_000, answerWithin });
    onTestFinished(() => own.close());
    const handler = `(req, res) => { const { parentPort } = require('node:worker_threads'); ${code} res.send('x'); }`;
    const ended = await own.explore(aliceRaces(mine, { handler }));
    const reason = what.startsWith('sends') ? 'garbled' : 'no-answer';
    expect(ended).toMatchObject({ problems: [{ code: 'race-stopped', params: { end: { reason } } }] });
    expect(await own.explore(aliceRaces(pair))).toMatchObject(ofAll);
  });

  it('meets nothing that a handler left behind in the race before', async () => {
    const patch = `(req, res) => {
      const store = require('express-session').MemoryStore.prototype;
      store.set = (id, session, done) => { if (done) setImmediate(done); };
      store.touch = store.set;
      res.send('x');
    }`;
    const found = await races.explore(aliceRaces(pair));
    await races.explore(aliceRaces(mine, { handler: patch }));
    const after = await races.explore(aliceRaces(pair));
    if (!found.ok || !after.ok) throw new Error('The race was refused.');
    expect(after.result.anomalies.length).toBeGreaterThan(0);
    expect(after.result.anomalies).toEqual(found.result.anomalies);
    expect(after.result.outcomes).toEqual(found.result.outcomes);
  });

  it('tells progress, and is cancelled at once', async () => {
    const requests = new Array(7).fill(0).map((_, i) => ({ ...alice.writes, path: `/cart/${i}` }));
    const stop = new AbortController();
    const progress: RaceProgress[] = [];
    const explored = races.explore(aliceRaces(requests), {
      signal: stop.signal,
      onProgress: (one) => {
        progress.push(one);
        if (progress.length === 3) stop.abort(new Error('enough'));
      },
    });
    await expect(explored).rejects.toThrow('enough');
    const [first, , third] = progress;
    expect(third?.states).toBeGreaterThan(first?.states ?? 0);
    expect(third?.done).toBeLessThan(1);
    expect(await races.explore(aliceRaces(pair))).toMatchObject(ofAll);
  });

  it('does not take one that was cancelled along with the next, however long it needs to stop', async () => {
    const stubborn = `(req, res) => { const end = performance.now() + 900; while (performance.now() < end); res.send('ok'); }`;
    const stop = new AbortController();
    const spec = aliceRaces(mine, { handler: stubborn });
    const cancelled = races.explore(spec, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 400);
    await expect(cancelled).rejects.toThrow('enough');
    expect(await races.explore(aliceRaces(pair))).toMatchObject(ofAll);
  });

  it('is refused once the race lab is closed', async () => {
    const closed = createRaces();
    await closed.close();
    await expect(closed.explore(aliceRaces(pair))).rejects.toThrow('closed');
  });
});
