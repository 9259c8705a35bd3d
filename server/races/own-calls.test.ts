import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import type { AppUnderTest } from '../app/app-under-test.ts';
import { createHeldFunctions } from '../app/user/held-functions.ts';
import type { Restart, UserApp } from '../app/user/user-app.ts';
import { type RaceResult, raceSpecSchema } from '../contract/races/races.ts';
import { sampled } from '../sampled.test-helper.ts';
import { resultOf } from './engine.test-helper.ts';
import { createRaceEngine } from './race-engine.ts';

/** What a request does, one atomic step after the other: on its session, and on a row that all requests share. */
type Action = 'read' | 'write' | 'ask' | 'note';
const paths = [
  '/read',
  '/write',
  '/ask',
  '/note',
  '/read/write',
  '/ask/read/note',
  '/write/note',
  '/',
] as const;
const actionsOf = (path: string) => path.split('/').filter((part) => part !== '') as Action[];

/** `most`: what the row can be. `read` and `write` are held calls on the row, `ask` is one that meets nobody; `note` changes the session. */
function countingApp(restart: Restart, most = Number.POSITIVE_INFINITY): UserApp {
  let row = 0;
  const build: AppUnderTest = ({ session, store, genid, hold }) => {
    row = 0;
    if (hold === undefined) throw new Error('Nothing can be held here.');
    const held = createHeldFunctions(hold);
    const make = (step: string, original: (...args: never[]) => unknown) =>
      held({ given: step, step, isNamed: true }, original as (...args: unknown[]) => unknown);
    const calls = {
      read: make('read', async () => row),
      write: make('write', (value: number, done: (error: null) => void) => {
        row = Math.min(value, most);
        setTimeout(done, 1, null);
      }),
      ask: make('ask', () => Promise.resolve('asked')),
    };
    const app = express();
    app.use(session({ secret: 's', resave: false, saveUninitialized: true, store, ...(genid && { genid }) }));
    app.use(async (req, res) => {
      let seen = 0;
      for (const action of actionsOf(req.path)) {
        if (action === 'read') seen = Number(await calls.read());
        if (action === 'write') await new Promise((done) => calls.write(seen + 1, done));
        if (action === 'ask') await calls.ask();
        if (action === 'note') Object.assign(req.session, { note: seen });
      }
      res.json({ seen });
    });
    return app;
  };
  const facts = () => ({
    form: 'createApp' as const,
    versions: { express: '', expressSession: '' },
    sessions: [],
    held: [],
  });
  return { build, restart: () => restart, facts };
}

type State = { row: number; stored: number | null; touched: boolean };
type Local = { seen: number; copy: number | null };

/** The same requests as a plain model, every order of their steps one by one: how often each outcome comes. */
function bruteForce(requests: readonly (readonly Action[])[]): Record<string, number> {
  const all = requests.map((actions) => [
    'load' as const,
    ...actions.filter((action) => action !== 'note'),
    ...(actions.includes('note') ? ['save' as const] : ['touch' as const]),
  ]);
  const counts: Record<string, number> = {};
  const go = (at: readonly number[], state: State, locals: readonly Local[]): void => {
    let isOver = true;
    for (const [place, steps] of all.entries()) {
      const step = steps[at[place] ?? 0];
      if (step === undefined) continue;
      isOver = false;
      const [next, local] = [{ ...state }, { ...(locals[place] ?? { seen: 0, copy: null }) }];
      if (step === 'load') local.copy = state.stored;
      if (step === 'read') local.seen = state.row;
      if (step === 'write') next.row = local.seen + 1;
      if (step === 'save') next.stored = noteOf(requests[place] ?? [], local);
      go(at.with(place, (at[place] ?? 0) + 1), next, locals.with(place, local));
    }
    if (!isOver) return;
    const key = JSON.stringify([state.stored, ...locals.map(({ seen }) => seen)]);
    counts[key] = (counts[key] ?? 0) + 1;
  };
  go(
    requests.map(() => 0),
    { row: 0, stored: null, touched: false },
    requests.map(() => ({ seen: 0, copy: null })),
  );
  return counts;
}

/** The note is what had been seen where it stands among the actions: each has at most one read, before it or not at all. */
const noteOf = (actions: readonly Action[], { seen }: Local): number =>
  actions.slice(0, actions.indexOf('note')).includes('read') ? seen : 0;

function told({ outcomes }: RaceResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { store, responses, schedules } of outcomes) {
    const [stored] = Object.values(store);
    const note: unknown = Reflect.get(Object(stored), 'note');
    const key = JSON.stringify([note ?? null, ...responses.map(({ body }) => JSON.parse(body).seen)]);
    counts[key] = (counts[key] ?? 0) + Number(schedules);
  }
  return counts;
}

async function raced(requests: readonly string[], restart: Restart, most?: number): Promise<RaceResult> {
  const unheld = { of: () => [], takeOver: () => [], settled: async () => {} };
  const engine = createRaceEngine({ userApp: { app: countingApp(restart, most), unheld } });
  onTestFinished(() => engine.close());
  return resultOf(
    engine,
    raceSpecSchema.parse({
      browsers: ['alice'],
      before: [{ send: { browser: 'alice', path: '/' } }],
      requests: requests.map((path) => ({ browser: 'alice', path })),
    }),
  );
}

const pairs = paths.flatMap((one, at) => paths.slice(at).map((other) => [one, other] as const));

it.each(sampled('own calls', pairs, 6))(
  'counts as every order, one by one, does: %s beside %s',
  async (one, other) => {
    // Two that are alike are not told apart.
    const merged = (counts: Record<string, number>) => {
      const sums: Record<string, number> = {};
      for (const [key, count] of Object.entries(counts)) {
        const [stored, ...seen]: unknown[] = JSON.parse(key);
        const merge = JSON.stringify([stored, one === other ? seen.sort() : seen]);
        sums[merge] = (sums[merge] ?? 0) + count;
      }
      return sums;
    };
    const expected = bruteForce([actionsOf(one), actionsOf(other)]);
    expect(merged(told(await raced([one, other], 'rebuild')))).toEqual(merged(expected));
  },
);

it('tells that what calls share cannot be set back, and counts nothing then', async () => {
  await expect(raced(['/read/write', '/read/write'], null)).rejects.toThrow('did not behave the same');
  // A flag, which is up after the first run of all: every later one is the same as every other.
  await expect(raced(['/read/write', '/read'], null, 1)).rejects.toThrow('They share something');
});
