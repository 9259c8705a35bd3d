import { describe, expect, it } from 'vitest';
import { type RaceSpecInput, raceSpecSchema } from '../contract/races/races.ts';
import { alice, aliceRaces, resultOf, tally, testEngine } from './engine.test-helper.ts';

const engine = testEngine();
const post = (path: string) => ({ browser: 'alice', method: 'POST' as const, path });
const lazily = { options: { resave: false, saveUninitialized: false } };
const login = { send: { ...post('/login'), form: { username: 'johndoe', password: 'password' } } };
const times = <Value>(count: number, value: Value): Value[] => new Array<Value>(count).fill(value);
const race = (spec: Omit<RaceSpecInput, 'browsers'>) =>
  resultOf(engine, raceSpecSchema.parse({ browsers: ['alice'], ...spec }));

describe('a logout and a request that reloads', () => {
  it('is a lost delete also where the reload found nothing: the request saves the copy that it had before', async () => {
    const result = await race({
      lab: { options: { resave: true, saveUninitialized: false } },
      before: [login],
      requests: [alice.logsOut, post('/reload')],
    });
    expect(tally(result)).toEqual({ total: 35, serial: 16, 'lost delete': 19 });
    const back = result.outcomes.filter(({ serial }) => !serial);
    for (const { store } of back) expect(Object.values(store)).toMatchObject([{ user: 'johndoe' }]);
  });
});

describe('a write that another overwrote', () => {
  it('is lost, though a later request happens to write the same once more', async () => {
    const requests = [post('/cart/pears'), post('/cart/apples'), post('/cart/pears')];
    const result = await race({ lab: lazily, before: [login], requests });
    expect(tally(result)).toEqual({ total: 1680, serial: 6, 'lost update': 1674 });
  });
});

describe('where requests are let in one at a time', () => {
  const lab = { ...lazily, oneAtATime: true };

  it('one that is answered ahead of the queue waits for nobody', async () => {
    const requests = [post('/cart/apples'), { browser: 'alice', path: '/before' }];
    expect(tally(await race({ lab, before: [login], requests }))).toEqual({ total: 4, serial: 4 });
  });

  it('they queue by what the app takes for the cookie, however it is written', async () => {
    const cookies = { edited: 'x=1;connect.sid=s%3Aforged.AAAA' };
    const requests = ['/views', '/big?kb=0'].map((path) => ({ browser: 'alice', path, cookies }));
    expect(tally(await race({ lab, requests }))).toEqual({ total: 2, serial: 2 });
  });
});

describe('a response without a body', () => {
  const visit = { browser: 'alice', path: '/views' };

  it('brings its cookie only after the save, so that it is the last one in the jar more often', async () => {
    const { outcomes } = await race({ requests: [{ ...visit, method: 'HEAD' }, visit] });
    const lastInJar = outcomes.map(({ jars, schedules }) => [jars['alice']?.slice(4, 7), schedules]);
    expect(lastInJar).toEqual([
      ['A-1', 5],
      ['B-1', 1],
    ]);
  });

  it.each([
    ['an empty end()', 'res.end()', 5],
    ['204', 'res.status(204).send()', 5],
    ['304', 'res.status(304).end()', 5],
    ['an empty text, whose head is written at once', "res.send('')", 3],
    ['a head that is flushed', 'res.flushHeaders(); res.end()', 3],
  ])('%s', async (_what, answer, last) => {
    const handler = `async (req, res) => { await work(req); req.session.views = 1; ${answer}; }`;
    const { outcomes } = await race({ handler, requests: [{ browser: 'alice', path: '/mine' }, visit] });
    const ofA = outcomes.filter(({ jars }) => jars['alice']?.startsWith('s%3AA-1'));
    expect(ofA.map(({ schedules }) => schedules)).toEqual([last]);
  });
});

describe('a fixed date of expiry', () => {
  it('that is past when the race is run leaves no cookie, also earlier on the same day', async () => {
    const expires = new Date(Date.now() - 1000).toISOString();
    const lab = { options: { ...lazily.options, cookie: { expires } } };
    const visit = { browser: 'alice', path: '/views' };
    const result = await race({ lab, before: [{ send: visit }], requests: [visit, visit] });
    expect(tally(result)).toEqual({ total: 6, serial: 6 });
  });
});

describe('like requests', () => {
  it('without any step have one order', async () => {
    const visit = { browser: 'alice', path: '/views' };
    const { schedules } = await race({
      lab: { options: { cookie: { path: '/cart' } } },
      requests: [visit, visit],
    });
    expect(schedules).toMatchObject({ total: 1, distinct: 1 });
  });

  it('have responses, cookies and an example of one and the same order', async () => {
    const visit = { browser: 'alice', path: '/views' };
    const result = await race({
      lab: lazily,
      before: times(8, { send: visit }),
      requests: [visit, visit],
    });
    const serial = result.outcomes.find((outcome) => outcome.serial);
    expect(serial).toMatchObject({
      words: 'As one after the other gives it: A, then B.',
      responses: [
        { request: 'A', body: '{"views":9}' },
        { request: 'B', body: '{"views":10}' },
      ],
      example: ['A.load', 'A.work', 'A.save', 'B.load', 'B.work', 'B.save'],
    });
  });

  it('leave in every example’s outcome what a run of that very example leaves', async () => {
    const early = { browser: 'alice', path: '/views?early=save' };
    const spec = raceSpecSchema.parse({
      browsers: ['alice'],
      lab: { options: { saveUninitialized: false } },
      requests: [early, early, { browser: 'alice', path: '/me' }],
    });
    const { outcomes } = await resultOf(engine, spec);
    for (const { example, responses, store } of outcomes) {
      const looked = await engine.look(spec, example);
      if (!looked.ok) throw new Error('It was not looked at.');
      const received = looked.look.log.events.flatMap((event) =>
        event.type === 'received' ? [[event.request, JSON.parse(event.body)]] : [],
      );
      expect(Object.fromEntries(received)).toEqual(
        Object.fromEntries(responses.map(({ request, body }) => [request, JSON.parse(body)])),
      );
      expect(Object.keys(looked.look.steps.at(-1)?.after ?? {}).sort()).toEqual(Object.keys(store).sort());
    }
  });
});

describe('sessions’ names', () => {
  it('are never taken for what else is called so', async () => {
    const writer = post('/cart/A-1');
    const result = await race({
      lab: lazily,
      before: times(8, { send: writer }),
      requests: [writer, writer],
    });
    expect(tally(result)).toEqual({ total: 20, serial: 2, 'lost update': 18 });
  });

  it('are told apart where one request is named as another’s session would be', async () => {
    const requests = [
      { ...alice.counts, id: 'A' },
      { ...alice.counts, id: 'A-1' },
    ];
    const result = await resultOf(engine, aliceRaces(requests, { before: [], lab: lazily }));
    expect(tally(result)).toEqual({ total: 6, serial: 0, 'duplicate session': 6 });
    for (const { store } of result.outcomes) expect(Object.keys(store)).toHaveLength(2);
  });
});
