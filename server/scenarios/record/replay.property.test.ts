import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originOf } from '../../contract/endpoints.ts';
import type { Result } from '../../contract/errors.ts';
import { type FaultPatch, faultPatchSchema } from '../../contract/faults/faults.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { mergeOptions } from '../../contract/options/merge-options.ts';
import { type RequestSpec, type RequestSpecInput, requestSpecSchema } from '../../contract/requests.ts';
import type { Restart } from '../../contract/scenario/restart.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import type { Playground, SentRequests } from '../../playground/playground.ts';
import { isEverything } from '../../sampled.test-helper.ts';
import { lineOf } from '../../words/problems.ts';
import { parseScenario } from '../read/parse.ts';
import { runScenario } from '../run/run.ts';
import { record } from './record.ts';

/** Something that somebody does in the playground. */
type Use =
  | { send: RequestSpecInput }
  | { together: RequestSpecInput[] }
  | { advance: number }
  /** Real ms. */
  | { wait: number }
  | { fault: FaultPatch }
  | { configure: Record<string, unknown> }
  | { restart: Partial<Restart> }
  | { clearJar: string }
  | { outside: string }
  | { handler: string };

const browsers = ['alice', 'bob'];
const form = { username: 'johndoe', password: 'password' };
const routes: Array<Pick<RequestSpecInput, 'method' | 'path' | 'form'>> = [
  { path: '/views' },
  { path: '/views' },
  { path: '/me' },
  { path: '/mine' },
  { method: 'POST', path: '/login', form },
  { method: 'POST', path: '/logout' },
  { method: 'POST', path: '/cart/apples' },
  { method: 'POST', path: '/regenerate' },
  { method: 'POST', path: '/destroy' },
];

const handlers = {
  counts: `async (req, res) => {
    const seen = req.session.seen ?? 0;
    await work(req);
    req.session.seen = seen + 1;
    res.json({ seen: req.session.seen });
  }`,
  asksChance:
    '(req, res) => { req.session.dice = Math.random(); res.status(req.session.dice < 0.5 ? 200 : 201).end(); }',
  goesOn: 'async (req, res) => { res.end(); await work(req); req.session.late = true; req.session.save(); }',
};

const request: fc.Arbitrary<RequestSpecInput> = fc
  .record({
    browser: fc.constantFrom(...browsers),
    route: fc.constantFrom(...routes),
    work: fc.constantFrom(0, 0, 30, 400),
    follow: fc.constantFrom('never', 'headers', 'end'),
    after: fc.constantFrom(0, 0, 15, 200),
  })
  .map(({ route, ...others }) => ({ ...route, ...others }));

const faults = [
  { store: { set: { fails: 1 } } },
  { store: { get: { latency: 60 } } },
  { store: { set: { latency: 150 } } },
  { store: { connected: false } },
  { server: { refuses: 1 } },
  { server: { hangsUp: 1 } },
  { process: { crashes: 1 } },
  { sender: { givesUpAfter: 100 } },
  { clock: { skew: 70_000 } },
  'none',
].map((fault) => faultPatchSchema.parse(fault));

const use: fc.Arbitrary<Use> = fc.oneof(
  { weight: 6, arbitrary: request.map((one) => ({ send: { ...one, after: 0 } })) },
  {
    weight: 4,
    arbitrary: fc.array(request, { minLength: 2, maxLength: 3 }).map((together) => ({ together })),
  },
  { weight: 2, arbitrary: fc.constantFrom(500, 30_000, 61_000).map((advance) => ({ advance })) },
  { weight: 2, arbitrary: fc.constantFrom(50, 900).map((ms) => ({ wait: ms })) },
  { weight: 2, arbitrary: fc.constantFrom(...faults).map((fault) => ({ fault })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Record<string, unknown>>(
        { resave: true },
        { resave: false },
        { rolling: true },
        { saveUninitialized: false },
        { secret: ['newer', 'keyboard cat'] },
        { cookie: { maxAge: 600 } },
        { cookie: { maxAge: 60_000 } },
      )
      .map((configure) => ({ configure })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Partial<Restart>>({}, { kill: true }, { options: { secret: ['at the restart'] } })
      .map((restart) => ({ restart })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...browsers).map((clearJar) => ({ clearJar })) },
  { weight: 1, arbitrary: fc.constant({ outside: '/views' }) },
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(handlers)).map((handler) => ({ handler })) },
);

async function perform(playground: Playground, one: Use): Promise<void> {
  const sent = async (result: Result<SentRequests>) => {
    if (!result.ok) throw new Error(result.problems.map(lineOf).join('; '));
    await result.done;
  };
  const parsed = (given: RequestSpecInput): RequestSpec => requestSpecSchema.parse(given);
  if ('send' in one) await sent(playground.send(parsed(one.send)));
  else if ('together' in one) await sent(playground.together(one.together.map(parsed)));
  else if ('advance' in one) await playground.advance(one.advance);
  else if ('wait' in one) await wait(one.wait);
  else if ('fault' in one) await playground.fault(one.fault);
  else if ('restart' in one) await playground.restart({ kill: false, ...one.restart });
  else if ('clearJar' in one) playground.clearJar(one.clearJar);
  else if ('handler' in one) await playground.setHandler(one.handler);
  else if ('outside' in one)
    await fetch(`${originOf(playground.state().endpoints)}${one.outside}`).catch(() => null);
  else {
    const { config } = playground.state();
    const merged = mergeOptions(config.options, one.configure, 'configure');
    if (merged.ok) await playground.configure({ ...config, options: merged.options });
  }
}

/** The suggested expectations of a recording of these uses that do not hold when it is run again. */
async function replayed(uses: readonly Use[]): Promise<{ failing: string[]; suggested: unknown[] }> {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers });
  try {
    for (const one of uses) await perform(playground, one);
    await playground.settled();
    const recording = record(playground.log());
    if (recording === null) return { failing: [], suggested: [] };
    const { scenario, suggested } = recording;
    const steps = [...scenario.steps, ...suggested.map(({ expectation }) => ({ expect: expectation }))];
    const whole = parseScenario(JSON.stringify({ ...scenario, steps }));
    if (!whole.ok) return { failing: whole.problems.map(lineOf), suggested };
    const again = await runScenario(whole.scenario, { createPlayground });
    const failing = again.expectations
      .filter(({ holds }) => !holds)
      .map(({ expected, seen }) => `${expected}; seen: ${seen}`);
    return { failing, suggested: suggested.map(({ expectation }) => expectation) };
  } finally {
    await playground.close();
  }
}

const failingAfter = async (uses: readonly Use[]): Promise<string[]> => (await replayed(uses)).failing;

const visit = { send: { browser: 'alice', path: '/views' } };
const fired = (work: number) => ({
  together: [1, 2, 3].map(() => ({ browser: 'alice', path: '/views', work })),
});

describe('what a recording suggests', () => {
  it.each<[string, Use[]]>([
    [
      'a session that ended by real time before the last request',
      [{ configure: { cookie: { maxAge: 600 } } }, visit, { wait: 900 }, visit],
    ],
    [
      'a session that ended by real time at the end',
      [{ configure: { cookie: { maxAge: 600 } } }, visit, { wait: 900 }],
    ],
    ['requests that raced', [visit, fired(0), visit]],
    ['a jar that was cleared by hand', [visit, { clearJar: 'alice' }, visit]],
    ['a request from outside', [visit, { outside: '/views' }]],
    [
      'a request that the browser gave up',
      [
        visit,
        { fault: faultPatchSchema.parse({ sender: { givesUpAfter: 100 } }) },
        { send: { browser: 'alice', path: '/views', work: 400 } },
        { wait: 900 },
        { fault: 'none' },
        visit,
      ],
    ],
  ])(
    'holds again after %s',
    async (_, uses) => {
      expect(await failingAfter(uses)).toEqual([]);
    },
    60_000,
  );

  const mine = { send: { browser: 'alice', path: '/mine' } };

  it('holds again of a handler of one’s own, which goes along; it is suggested where it does the same each time', async () => {
    const done = await replayed([visit, { handler: handlers.counts }, mine, mine, visit]);
    expect(done.failing).toEqual([]);
    expect(done.suggested).toContainEqual({ session: 'alice', path: 'seen', equals: 2 });
    expect(await replayed([visit, { handler: handlers.asksChance }, mine])).toEqual({
      failing: [],
      suggested: [],
    });
  }, 60_000);

  it('holds again where the handler was changed after requests came to it: it begins with the change', async () => {
    const counted = { handler: handlers.counts };
    const other = { handler: "(req, res) => { req.session.other = true; res.end('other'); }" };
    expect(await failingAfter([visit, counted, mine, other, mine])).toEqual([]);
  }, 60_000);

  it('holds again, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(use, { minLength: 1, maxLength: 7 }), async (uses) => {
        expect(await failingAfter(uses)).toEqual([]);
      }),
      { numRuns: isEverything ? 6 : 3, endOnFailure: true },
    );
  }, 300_000);
});
