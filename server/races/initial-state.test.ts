import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RaceSpecInput, raceSpecSchema } from '../contract/races/races.ts';
import { createMemoryStore } from '../stores/memory.ts';
import type { StoreDriver } from '../stores/open-store.ts';
import { ProblemError } from '../words/problems.ts';
import { toldOf } from '../words/told.test-helper.ts';
import { createRaces } from './host.ts';
import { createRaceEngine } from './race-engine.ts';
import type { Races } from './races.ts';

let races: Races;
beforeAll(() => {
  races = createRaces();
});
afterAll(() => races.close());

const visit = { browser: 'alice', path: '/views' };
const copied = { copyCookie: { from: 'alice', to: 'bob' } };
const explored = (before: RaceSpecInput['before'], more: Partial<RaceSpecInput> = {}) =>
  races.explore(
    raceSpecSchema.parse({
      browsers: ['alice', 'bob'],
      before,
      requests: [visit, { ...visit, browser: 'bob' }],
      ...more,
    }),
  );
const outcomesOf = async (before: RaceSpecInput['before'], more: Partial<RaceSpecInput>) => {
  const race = await explored(before, more);
  if (!race.ok) throw new ProblemError(race.problems);
  return race.result.outcomes.map(({ words, store, jars }) => ({ words, store, jars }));
};

it('a cookie copied before the race makes two browsers race for one session', async () => {
  const race = await explored([{ send: visit }, copied]);
  if (!race.ok) throw new ProblemError(race.problems);
  const { outcomes, anomalies } = race.result;
  expect(anomalies.map(({ kind }) => kind)).toContain('lost update');
  for (const { store, jars } of outcomes) {
    expect(Object.keys(store)).toEqual(['s1']);
    expect(jars['bob']).toBe(jars['alice']);
  }
});

it('a cookie that is not there cannot be copied, and a store that fails cannot be raced', async () => {
  expect(toldOf(await explored([copied]))).toEqual({
    ok: false,
    at: 'before[0].copyCookie.from',
    message: 'alice has no session cookie',
  });
  expect(toldOf(await explored([{ send: visit }, { fault: { connected: false } }]))).toMatchObject({
    ok: false,
    at: 'before[1].fault',
  });
});

it('a cookie of one host is in the race at its other hosts only where its domain has them', async () => {
  const at = (host: string) => ({ ...visit, host });
  const racing = async (domain: string | null) => {
    const lab = { options: { resave: false, saveUninitialized: false, cookie: { domain } } };
    const requests = [at('a.example.com'), at('b.example.com')];
    const race = await explored([{ send: at('a.example.com') }], { lab, requests });
    if (!race.ok) throw new ProblemError(race.problems);
    return race.result.anomalies.map(({ kind }) => kind);
  };
  expect(await racing('example.com')).toContain('lost update');
  expect(await racing(null)).not.toContain('lost update');
});

it('a request about which a browser asks first is refused, as nothing of that is explored', async () => {
  const from = { page: 'http://app.example.com', by: 'fetch' } as const;
  expect(toldOf(await explored([], { requests: [visit, { ...visit, method: 'PUT', from }] }))).toMatchObject({
    ok: false,
    at: 'requests[1].from',
    message: expect.stringContaining('asks by OPTIONS'),
  });
});

describe('what comes before a race is answered as in a run', () => {
  const handler = `(req, res) => {
    const { set, to } = req.query;
    if (set) res.cookie('csrf', set);
    if (to) return res.redirect(to);
    req.session.seen = (req.session.seen ?? []).concat(req.query.t ?? req.hostname);
    res.send('token=7');
  }`;
  const at = (host: string, query: string, more: object = {}) => ({
    send: { browser: 'alice', path: `/mine?${query}`, host, ...more },
  });
  const racing = (before: RaceSpecInput['before']) => explored(before, { handler });
  const storedIn = async (before: RaceSpecInput['before']) => {
    const race = await racing(before);
    if (!race.ok) throw new ProblemError(race.problems);
    return JSON.stringify(race.result.outcomes.map(({ store }) => store));
  };

  it('captures the cookie of the host that answered', async () => {
    const capture = { t: { cookie: 'csrf' } };
    const before = [at('a.test', 'set=one'), at('b.test', 'set=two'), at('a.test', '', { capture })];
    const stored = await storedIn([...before, at('a.test', 't=is-${t}')]);
    expect(stored).toContain('is-one');
    expect(stored).not.toContain('is-two');
  });

  it('captures nothing of an answer that the page is not given', async () => {
    const from = { page: 'http://a.test', by: 'fetch' } as const;
    const capture = { t: { body: 'token=(.)' } };
    expect(toldOf(await racing([at('b.test', '', { capture, from })]))).toMatchObject({
      ok: false,
      at: 'before[0].send.capture.t',
    });
  });

  it('follows a redirect to another host of the lab', async () => {
    const to = encodeURIComponent('http://b.test/mine');
    expect(await storedIn([at('a.test', `to=${to}`, { follow: 'end' })])).toContain('b.test');
    expect(await storedIn([at('a.test', `to=${to}`)])).not.toContain('b.test');
  });
});

describe('a restart before the race', () => {
  const viewsOf = (store: Record<string, unknown>) => Object.values(store).map((one) => dataOf(one).views);
  const dataOf = (session: unknown): { views?: number } => Object(session);
  const alone = { requests: [visit, { browser: 'bob', path: '/me' }] };

  it('leaves nothing of what was in memory, and the cookie', async () => {
    const [before] = await outcomesOf([{ send: visit }], alone);
    const [after] = await outcomesOf([{ send: visit }, { restart: true }], alone);
    expect(viewsOf(before?.store ?? {})).toContain(2);
    expect(viewsOf(after?.store ?? {})).toContain(1);
    expect(after?.jars['alice']).not.toBe(before?.jars['alice']);
  });

  it('begins with other options', async () => {
    const loses = await explored([{ send: visit }, copied], { requests: [visit, { ...visit, path: '/me' }] });
    const none = await explored([{ restart: { options: { resave: false } } }, { send: visit }, copied], {
      requests: [visit, { ...visit, path: '/me' }],
      lab: { options: { resave: true } },
    });
    if (!loses.ok || !none.ok) throw new Error('not explored');
    expect(loses.result.anomalies.map(({ kind }) => kind)).toContain('lost update');
    expect(none.result.anomalies).toEqual([]);
  });

  it('is refused of an instance, with requests under way, and where a store in the process is to be kept', async () => {
    const refusalOf = async (restart: object) => toldOf(await explored([{ restart }]));
    expect(await refusalOf({ instance: 1 })).toMatchObject({ at: 'before[0].restart' });
    expect(await refusalOf({ while: [visit] })).toMatchObject({ at: 'before[0].restart' });
    expect(await refusalOf({ store: 'kept' })).toMatchObject({ at: 'before[0].restart.store' });
    expect(await refusalOf({ options: { resaev: true } })).toMatchObject({ at: 'before[0].restart.options' });
  });
});

it('a race on a store that cannot be set back is refused in words, and the store is closed', async () => {
  const { replace: _, ...opened } = createMemoryStore();
  const close = vi.fn(opened.close);
  const memory: StoreDriver<'memory'> = { kind: 'memory', open: async () => ({ ...opened, close }) };
  const engine = createRaceEngine({ drivers: { memory } });
  const spec = raceSpecSchema.parse({ browsers: ['alice'], requests: [visit, visit] });
  expect(toldOf(await engine.explore(spec))).toEqual({
    ok: false,
    at: 'lab.store.kind',
    message:
      'a race runs every schedule from the same sessions, and a store of kind “memory” cannot be set back to them. Explore it on another kind.',
  });
  expect(close).toHaveBeenCalledOnce();
  await engine.close();
});

describe('each kind of step before a race', () => {
  const aliceTwice = { requests: [visit, visit] };
  const shortLived = { lab: { options: { cookie: { maxAge: 1000 } } }, ...aliceTwice };

  it('send, and a together of one: the session is there', async () => {
    const fresh = await outcomesOf([], aliceTwice);
    const visited = await outcomesOf([{ send: visit }], aliceTwice);
    expect(visited).not.toEqual(fresh);
    expect(await outcomesOf([{ together: [visit] }], aliceTwice)).toEqual(visited);
  });

  it.each([{ advance: 2000 }, { wait: 2000 }])('%j: the session is over by then', async (step) => {
    const lasting = await outcomesOf([{ send: visit }], shortLived);
    const over = await outcomesOf([{ send: visit }, step], shortLived);
    expect(lasting.every(({ store }) => Object.keys(store).join() === 's1')).toBe(true);
    expect(over.every(({ jars }) => jars['alice'] !== undefined)).toBe(true);
    expect(over.some(({ store }) => Object.keys(store).includes('A-1'))).toBe(true);
  });

  it('configure: the race has the options that it left', async () => {
    const given = await outcomesOf([], { ...aliceTwice, lab: { options: { name: 'id', resave: false } } });
    expect(await outcomesOf([{ configure: { name: 'id', resave: false } }], aliceTwice)).toEqual(given);
  });

  it('fault: refused where something goes wrong; what ends all faults changes nothing', async () => {
    expect(toldOf(await explored([{ fault: { set: { fails: 1 } } }]))).toMatchObject({
      ok: false,
      at: 'before[0].fault',
    });
    expect(await outcomesOf([{ fault: 'none' }], aliceTwice)).toEqual(await outcomesOf([], aliceTwice));
  });

  it('together of several: refused, since they leave no one state', async () => {
    expect(toldOf(await explored([{ together: [visit, visit] }]))).toEqual({
      ok: false,
      at: 'before[0].together',
      message: 'what overlaps before the race may end in several ways: send these one by one',
    });
  });
});
