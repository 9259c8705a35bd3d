import express, { type Request } from 'express';
import session from 'express-session';
import inject from 'light-my-request';
import { observe } from '../server/observer/observe.ts';
import { type Figure, median } from './figures.ts';

const rounds = 61;
const aim = 0.9;

const items = Array.from({ length: 640 }, (_, id) => ({ id, name: `item ${id}`, text: 'x'.repeat(65) }));
const text = 'x'.repeat(64_000);

/** What a handler does with its session; `count` requests make a round. */
const cases: Array<{ name: string; count: number; handle: (req: Request) => void }> = [
  { name: 'a writer', count: 150, handle: (req) => put(req, {}) },
  { name: 'a reader', count: 150, handle: (req) => keep(req, { n: 1 }) },
  { name: 'a writer with 64 kB in one text', count: 20, handle: (req) => put(req, { text }) },
  { name: 'a writer with 64 kB in 640 items', count: 20, handle: (req) => put(req, { items }) },
];

function keep(req: Request, data: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(data)) {
    if (Reflect.get(req.session, key) === undefined) Reflect.set(req.session, key, value);
  }
}

function put(req: Request, data: Record<string, unknown>): void {
  keep(req, data);
  Reflect.set(req.session, 'n', Number(Reflect.get(req.session, 'n') ?? 0) + 1);
}

/** An app whose one visitor comes back; answers the CPU time of a number of requests, in µs a request. */
export async function visited(make: typeof session, handle: (req: Request) => void) {
  const app = express();
  app.use(make({ secret: 'a', resave: false, saveUninitialized: false, cookie: { maxAge: 60_000 } }));
  app.get('/', (req, res) => {
    handle(req);
    res.send('ok');
  });
  const [line = ''] = [(await inject(app, '/')).headers['set-cookie']].flat();
  const visit = { url: '/', headers: { cookie: line.split(';', 1)[0] } };
  return async (count: number): Promise<number> => {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i += 1) await inject(app, visit);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / count;
  };
}

/** An observed app, whose events nobody looks at, against the same app bare, in turn. */
export async function observedVsBare(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, count, handle } of cases) {
    const bare = await visited(session, handle);
    const observed = await visited(observe(session, { onEvent: () => {} }), handle);
    for (const run of [bare, observed]) await run(count * 40);
    const runs: Array<{ bare: number; observed: number }> = [];
    for (let round = 0; round < rounds; round += 1) {
      // Each goes first every other time.
      const before = round % 2 === 0 ? await bare(count) : undefined;
      const observedCost = await observed(count);
      runs.push({ bare: before ?? (await bare(count)), observed: observedCost });
    }
    const ratios = runs.map((run) => run.bare / run.observed);
    const middle = (key: 'bare' | 'observed') => Math.round(median(runs.map((run) => run[key])));
    figures.push({
      name: `CPU time of ${name} bare, as a share of the same observed`,
      aim: `at least ${aim.toFixed(2)}`,
      met: median(ratios) >= aim,
      median: median(ratios),
      runs: ratios,
      unit: '×',
      detail: `light-my-request in process, an empty onEvent: ${middle('bare')} µs a request bare, ${middle('observed')} µs observed`,
    });
  }
  return figures;
}
