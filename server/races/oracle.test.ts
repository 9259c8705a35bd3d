import { describe, expect, it, vi } from 'vitest';
import { type RaceResult, type RaceSpec, raceSpecSchema } from '../contract/races/races.ts';
import { sampled } from '../sampled.test-helper.ts';
import { resultOf, testEngine } from './engine.test-helper.ts';
import { HeldLab } from './oracle.test-helper.ts';
import { kindOf, type Left } from './oracle-kinds.test-helper.ts';
import { randomRaces } from './random-races.test-helper.ts';

const engine = testEngine();

/** What an outcome is known by: like requests are not told apart, nor what their sessions are called. */
const keyOf = (store: readonly string[], responses: readonly string[]): string =>
  JSON.stringify([store.toSorted(), responses.toSorted()]);

/** A value with its keys in order. */
const stable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, stable(inner)]),
      )
    : value;
const stableText = (text: string): string =>
  /^[[{]/.test(text) ? JSON.stringify(stable(JSON.parse(text))) : text;

type Tally = Map<string, { orders: number; kinds: Map<string, number> }>;

function add(tally: Tally, key: string, kind: string, orders: number): void {
  const known = tally.get(key) ?? { orders: 0, kinds: new Map<string, number>() };
  known.orders += orders;
  known.kinds.set(kind, (known.kinds.get(kind) ?? 0) + orders);
  tally.set(key, known);
}

function told({ outcomes }: RaceResult): Tally {
  const tally: Tally = new Map();
  for (const { store, responses, anomaly, schedules } of outcomes) {
    const stored = Object.values(store).map((session) => JSON.stringify(stable(session)));
    const answers = responses.map(({ status, body }) => `${status} ${stableText(body)}`);
    add(tally, keyOf(stored, answers), anomaly ?? 'serial', Number(schedules));
  }
  return tally;
}

async function searched(spec: RaceSpec): Promise<Tally> {
  const lab = new HeldLab(spec);
  const serial = await lab.oneAfterTheOther();
  const identity = ({ store, bodies, setCookies, cookies }: Left) =>
    JSON.stringify([store, bodies, setCookies, cookies]);
  const known = new Set(serial.map(identity));
  const tally: Tally = new Map();
  for (const left of await lab.everyOrder()) {
    const answers = left.bodies.map((body) => `${body.slice(0, 3)} ${stableText(body.slice(4))}`);
    const key = keyOf(Object.values(left.store).map(stableText), answers);
    add(tally, key, known.has(identity(left)) ? 'serial' : kindOf(left, serial, spec), 1);
  }
  return tally;
}

async function compare(spec: RaceSpec): Promise<void> {
  const result = await resultOf(engine, spec);
  const race = told(result);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  const search = await searched(spec).finally(() => vi.useRealTimers());
  const { total, outOfOrder = 0 } = result.schedules;
  const orders = [...search.values()].reduce((sum, one) => sum + one.orders, 0);
  expect(Number(total) + Number(outOfOrder)).toBe(orders);
  // What this store cannot leave is not told of.
  const same = outOfOrder === 0 ? search : new Map([...search].filter(([key]) => race.has(key)));
  expect(Object.fromEntries(race)).toEqual(Object.fromEntries(same));
}

const alice = (path: string, method = 'GET') => ({ browser: 'alice', method, path });
const core = [alice('/cart/apples', 'POST'), alice('/me'), alice('/logout', 'POST')];
const pairs = core.flatMap((one, place) => core.slice(place).map((other) => [one, other]));
const labs = [
  { options: { resave: true } },
  { options: { resave: false } },
  { options: { resave: false }, store: { kind: 'memory-non-atomic-touch' } },
];
const small = pairs.flatMap((requests) =>
  labs.map((lab) =>
    raceSpecSchema.parse({
      browsers: ['alice'],
      lab,
      before: [{ send: { browser: 'alice', path: '/views' } }],
      requests,
    }),
  ),
);

const nameOf = ({ requests, lab }: RaceSpec): string => {
  const { resave, saveUninitialized, rolling, unset } = lab.options;
  const paths = requests.map(({ method, path }) => `${method} ${path}`).join(' + ');
  return `${paths} ${JSON.stringify({ resave, saveUninitialized, rolling, unset })} ${lab.store.kind}`;
};

describe('what races say is what a plain search of every order finds, in kinds of anomaly too', () => {
  it.each(small.map((spec) => [nameOf(spec), spec] as const))('%s', (_name, spec) => compare(spec), 60_000);
});

describe('and of random races', () => {
  const races = sampled('random races', randomRaces(300), 20);
  it.each(races.map((spec) => [nameOf(spec), spec] as const))('%s', (_name, spec) => compare(spec), 120_000);
});
