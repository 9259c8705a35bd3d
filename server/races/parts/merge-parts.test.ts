import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from '../../contract/races/race-counts.ts';
import type { RacePart } from '../../contract/races/race-parts.ts';
import type { RaceResult, RaceSpec } from '../../contract/races/races.ts';
import { lineOf, ProblemError } from '../../words/problems.ts';
import { anyRace } from '../any-race.test-helper.ts';
import { alice, aliceRaces, testEngine, withOptions } from '../engine.test-helper.ts';
import { stableText } from '../outcomes/stable-text.ts';
import { mergeParts, type NamedPart } from './merge-parts.ts';

const engine = testEngine();

async function explored(spec: RaceSpec, part?: number, of = 0, max?: number): Promise<RaceResult> {
  const settings = part === undefined ? {} : { part: { part, of, by: '1.0.0' } };
  const made = await engine.explore(spec, { ...settings, max });
  if (!made.ok) throw new ProblemError(made.problems);
  return made.result;
}
const partsOf = async (spec: RaceSpec, of: number): Promise<NamedPart[]> => {
  const parts: NamedPart[] = [];
  for (let part = 1; part <= of; part += 1)
    parts.push({ name: `part${part}.json`, result: await explored(spec, part, of) });
  return parts;
};
function merged(parts: readonly NamedPart[]): RaceResult {
  const made = mergeParts(parts);
  if (!made.ok) throw new ProblemError(made.problems);
  return made.result;
}

/** What does not hang on which of several shortest examples was found. */
const told = ({ schedules, outcomes, anomalies, unmet, requests, config, versions }: RaceResult) => ({
  schedules,
  unmet,
  requests,
  config,
  versions,
  outcomes: outcomes
    .map(({ store, responses, jars, schedules: count, share, serial, anomaly, example }) =>
      stableText({ store, responses, jars, count, share, serial, anomaly, steps: example.length }),
    )
    .toSorted(),
  anomalies: anomalies.map(({ kind, schedules: count, outcomes: of, example }) => ({
    kind,
    count,
    outcomes: of.length,
    steps: example.length,
  })),
});

/** Examples are orders of this race, and what is said to doom them is not before what could still be well. */
async function shouldHaveExamples(sum: RaceResult, whole: RaceResult, spec: RaceSpec): Promise<void> {
  for (const { kind, example, outcomes } of sum.anomalies) {
    const hopeAfter = async (steps: number) => {
      const made = await engine.look(spec, example.slice(0, steps));
      if (!made.ok) throw new ProblemError(made.problems);
      const { reachable, outcome } = made.look;
      if (steps === example.length) expect(whole.outcomes[outcome ?? -1]?.anomaly).toBe(kind);
      return reachable.some((one) => whole.outcomes[one.outcome]?.serial);
    };
    expect(await hopeAfter(example.length)).toBe(false);
    const doomedAt = sum.outcomes.find(
      (one) => outcomes.includes(one.id) && one.example === example,
    )?.doomedAt;
    expect(doomedAt).toEqual(expect.any(Number));
    expect(await hopeAfter((doomedAt ?? 0) + 1)).toBe(false);
    if (doomedAt) expect(await hopeAfter(doomedAt)).toBe(true);
  }
}

describe('the parts of a race, added', () => {
  it('are what it comes to undivided, however it is divided', { timeout: 120_000 }, async () => {
    const anyOf = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(anyRace, anyOf, async (spec, of) => {
        const parts = await partsOf(spec, of);
        const whole = await explored(spec);
        const sum = merged(parts.toReversed());
        expect(told(sum)).toEqual(told(whole));
        await shouldHaveExamples(sum, whole, spec);
      }),
      { numRuns: 5 },
    );
  });

  const many = aliceRaces([
    alice.writes,
    { browser: 'alice', method: 'POST', path: '/cart/pears' },
    alice.counts,
    alice.logsOut,
    alice.reads,
  ]);

  it('are so where a layer is wide enough, each with fewer states than the whole', async () => {
    const whole = await explored(many);
    const parts = await partsOf(many, 4);
    expect(told(merged(parts))).toEqual(told(whole));
    for (const { result } of parts) {
      expect(result.effort.states).toBeLessThan(0.7 * whole.effort.states);
      expect(result.outcomes.length).toBeGreaterThan(0);
    }
    expect(sumOf(parts.map(({ result }) => result.schedules.total))).toBe(whole.schedules.total);
    await shouldHaveExamples(merged(parts), await explored(many), many);
  });

  it('are refused where one is missing, twice there, of another race, or not counted whole', async () => {
    const spec = aliceRaces([alice.writes, alice.reads]);
    const [one, two] = await partsOf(spec, 2);
    const [other] = await partsOf(aliceRaces([alice.writes, alice.counts]), 1);
    const [options] = await partsOf(
      aliceRaces([alice.writes, alice.reads], withOptions({ resave: false })),
      1,
    );
    if (!one || !two || !other || !options) throw new Error('There are fewer parts.');
    const named = (name: string, result: RaceResult, part: Partial<RacePart> = {}): NamedPart => ({
      name,
      result: { ...result, ...(result.part && { part: { ...result.part, ...part } }) },
    });
    const refusal = (...parts: NamedPart[]) => {
      const made = mergeParts(parts);
      return made.ok ? null : made.problems.map(lineOf).join();
    };
    expect(refusal(one, two)).toBe(null);
    expect(refusal(two)).toBe('of 2 parts part 1 is missing');
    expect(refusal(named('a', one.result, { of: 4 }))).toBe('of 4 parts parts 2, 3, 4 are missing');
    expect(refusal(one, two, named('two-again.json', two.result))).toBe(
      'two-again.json: this is part 2 of 2, as part2.json is already',
    );
    const another = (name: string, what: string) =>
      `${name}: this is a part of another race than part1.json: different is ${what}`;
    expect(refusal(one, named('o', other.result))).toBe(another('o', 'requests'));
    expect(refusal(one, named('o', options.result))).toBe(another('o', 'options'));
    expect(refusal(one, named('o', two.result, { of: 3 }))).toBe(another('o', 'the number of parts'));
    expect(refusal(one, named('o', two.result, { by: '2.0.0' }))).toBe(
      another('o', 'the version of Session Playground'),
    );
    expect(refusal(one, named('o', two.result, { input: 'x' }))).toMatch(/sent before the race/);
    expect(refusal(one, named('o', two.result, { division: 'x' }))).toMatch(
      /^o: it was divided otherwise than/,
    );
    expect(refusal(one, { name: 'o', result: await explored(spec) })).toMatch(
      /^o: expected a part of a race/,
    );
    expect(refusal(one, { name: 'o', result: await explored(spec, 2, 2, 5) })).toMatch(/^o: its limit was/);
  });

  it('are none of a race that runs at the real time', async () => {
    const spec = aliceRaces([alice.writes, alice.reads], { before: [{ configure: { resave: false } }] });
    await expect(explored(spec, 1, 2)).rejects.toThrow('runs at the real time');
  });

  it('may each be within a limit that all of it is not', async () => {
    const { effort } = await explored(many);
    expect((await explored(many, undefined, 0, 0.8 * effort.states)).schedules.exact).toBe(false);
    const first = await explored(many, 1, 4, 0.8 * effort.states);
    expect(first.schedules.exact).toBe(true);
  });
});
