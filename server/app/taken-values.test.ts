import type { AddressInfo } from 'node:net';
import express from 'express';
import session, { MemoryStore } from 'express-session';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { createLabApp } from './lab-app.ts';

/** As it stands in code, and in a file. What is left out is the same for both. */
type Row = { code: object; file?: object };

const inAYear = '2099-01-01T00:00:00Z';
const cookie = (settings: object) => ({ cookie: settings });
const same = (options: object): Row => ({ code: options });
const ofCookie = (settings: object): Row => same(cookie(settings));

const rows: Row[] = [
  same({}),
  // secret
  { code: { secret: undefined }, file: { secret: null } },
  ...[null, false, ''].map((secret) => same({ secret })),
  ...['one', ['new', 'old'], ['']].map((secret) => same({ secret })),
  // name, and its old name
  same({ key: 'app.sid' }),
  same({ key: 'app.sid', name: 'other' }),
  same({ key: 'app.sid', name: '' }),
  ...[null, '', false, 5, 'no name', 'sid;', 'ä', 'a=b'].map((name) => same({ name })),
  // on or off
  ...[true, false].flatMap((on) => [
    same({ resave: on }),
    same({ saveUninitialized: on }),
    same({ rolling: on, saveUninitialized: false }),
    same({ proxy: on, cookie: { secure: true } }),
    ofCookie({ httpOnly: on }),
    ofCookie({ partitioned: on }),
    ofCookie({ secure: on }),
  ]),
  { code: { proxy: undefined, cookie: { secure: true } }, file: { proxy: null, cookie: { secure: true } } },
  ...[null, '', false, 'keep', 'destroy'].map((unset) => same({ unset })),
  // genid
  ...[null, false, ''].map((genid) => same({ genid })),
  { code: { genid: async () => 'x' }, file: { genid: 'async' } },
  { code: { genid: () => 5 }, file: { genid: 'number' } },
  { code: { genid: () => undefined }, file: { genid: 'undefined' } },
  { code: { genid: () => 'the-one-id' }, file: { genid: 'same' } },
  {
    code: {
      genid: () => {
        throw new Error('genid threw');
      },
    },
    file: { genid: 'throws' },
  },
  // cookie
  ...[null, false].map((none) => same({ cookie: none })),
  {
    code: { cookie: () => ({ maxAge: 60_000 }) },
    file: { cookieForm: 'function', cookie: { maxAge: 60_000 } },
  },
  ...['None', 'LAX', 'Strict', 'none', 'auto', 'AUTO', 'laxx', true, false, null, ''].map((sameSite) =>
    ofCookie({ sameSite }),
  ),
  ...['low', 'High', 'urgent', null, ''].map((priority) => ofCookie({ priority })),
  ...['/', '', null, '/views', 'views', '/a;b', '/no'].map((path) => ofCookie({ path })),
  ...['example.com', '', null, 'localhost:3000', 'http://localhost', '.app_name', '*.example.com'].map(
    (domain) => ofCookie({ domain }),
  ),
  ofCookie({ secure: 'auto' }),
  ...[60_000, 1500.5, 0, -5000, 315_360_000_000, 8_640_000_000_000_001, 1e300, false, null, ''].flatMap(
    (end) => [ofCookie({ maxAge: end }), ofCookie({ expires: end })],
  ),
  ...(['NaN', 'Infinity', '-Infinity'] as const).flatMap((name) =>
    ['maxAge', 'expires'].map((key) => ({
      code: cookie({ [key]: Number(name) }),
      file: cookie({ [key]: name }),
    })),
  ),
  ...[inAYear, '2020-01-01T00:00:00Z', 'Wed, 01 Jan 2031 00:00:00 GMT', '2031-01-01', 'Invalid Date'].map(
    (date) => ({ code: cookie({ expires: new Date(date) }), file: cookie({ expires: date }) }),
  ),
  // Of two ends, the one that is written last.
  ...[false, '', 60_000, Number.NaN].flatMap((maxAge) => {
    const asFile = Number.isNaN(maxAge) ? 'NaN' : maxAge;
    return [
      {
        code: cookie({ maxAge, expires: new Date(inAYear) }),
        file: cookie({ maxAge: asFile, expires: inAYear }),
      },
      {
        code: cookie({ expires: new Date(inAYear), maxAge }),
        file: cookie({ expires: inAYear, maxAge: asFile }),
      },
    ];
  }),
  ofCookie({ maxAge: 60_000, expires: false }),
  ofCookie({ expires: 31_536_000_000, maxAge: 60_000 }),
];

/** Three visits that keep their cookie: what each answers and sends, and what is saved; without what differs by chance. */
async function visited(app: express.Express, store: MemoryStore): Promise<unknown> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const told: unknown[] = [];
  let sent = '';
  for (const path of ['/views', '/views', '/me']) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: sent ? { cookie: sent } : {} });
    const body = await answer.text().catch(() => 'broken off');
    const lines = answer.headers.getSetCookie();
    sent = lines[0]?.split(';', 1)[0] ?? sent;
    told.push([answer.status, body === 'broken off' ? body : '', lines.map(withoutChance)]);
  }
  server.close();
  const saved: Record<string, string> = Reflect.get(store, 'sessions');
  return [...told, Object.values(saved).map(savedText)];
}

const withoutChance = (line: string): string => line.replace(/=s%3A[^;]*/, '=ID');

/** Attributes that are off say nothing: the lab leaves out what is at its default, but for secure. */
const savedText = (text: string): string =>
  JSON.stringify(JSON.parse(text), (key, value: unknown) =>
    ['secure', 'partitioned', 'sameSite'].includes(key) && value === false ? undefined : (value ?? undefined),
  );

const usual = { secret: 'usual', resave: false, saveUninitialized: true };

function bareApp(options: object, store: MemoryStore): express.Express {
  const app = express().set('env', 'test');
  app.use(session(Object.assign({ store, secret: '' }, usual, options)));
  app.get('/views', (req, res) => {
    req.session.views = (req.session.views ?? 0) + 1;
    res.json({ views: req.session.views });
  });
  app.get('/me', (req, res) => void res.json({ user: req.session.user ?? null }));
  return app;
}

// The same moment for both.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

describe('the lab answers, sends and saves what bare express-session does:', () => {
  it.each(rows)('$code', async ({ code, file = code }) => {
    const [bareStore, store] = [new MemoryStore(), new MemoryStore()];
    const options = JSON.parse(JSON.stringify({ ...usual, ...file }));
    const config = labConfigSchema.parse({ options });
    // As it is handed from one place to the next.
    const kept = labConfigSchema.parse(JSON.parse(JSON.stringify(config)));
    expect(kept).toEqual(config);
    const lab = await visited(createLabApp({ config: kept, session, store }), store);
    expect(lab).toEqual(await visited(bareApp(code, bareStore), bareStore));
  });
});
