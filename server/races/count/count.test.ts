import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RaceSpec } from '../../contract/races/races.ts';
import { anyRace } from '../any-race.test-helper.ts';
import { enumerate } from '../enumerate.ts';
import { explore } from '../explore.ts';
import { createHeldLab, currentHeldRequest } from '../held/held-lab.ts';
import { pin } from '../held/pins.ts';
import type { Schedule } from '../held/schedule.ts';
import { createStepDeadline } from '../held/step-deadline.ts';

const now = Date.UTC(2026, 0, 1);

/** A race as it is counted, and the outcome of each of its schedules as it is when all are run. Null where they are many. */
async function bothOf(spec: RaceSpec) {
  const unpin = pin(now, currentHeldRequest);
  const stepDeadline = createStepDeadline(5000);
  try {
    const explored = await explore(spec, { max: 1_000_000, mostOutcomes: 1000, now, stepDeadline });
    const { initialState, cookies, table, counted, judged } = explored;
    if (counted.total > 1000n) return null;
    const run: Array<{ schedule: Schedule; outcome: number }> = [];
    await enumerate(
      { initialState, cookies, stepDeadline, lab: await createHeldLab(initialState) },
      (schedule, ending) => run.push({ schedule, outcome: table.numberOf(ending) }),
    );
    await initialState.labStore.close();
    const isSerial = (outcome: number) => judged.outcomes[judged.places.get(outcome) ?? -1]?.serial === true;
    return { counted, run, isSerial };
  } finally {
    stepDeadline.close();
    unpin();
  }
}

type Both = NonNullable<Awaited<ReturnType<typeof bothOf>>>;

const beginsWith = (schedule: Schedule, beginning: Schedule): boolean =>
  beginning.every((place, at) => schedule[at] === place);

/** Schedules to each outcome from a beginning on, of those that were run. */
function runFrom({ run }: Both, beginning: Schedule): Map<number, bigint> {
  const found = new Map<number, bigint>();
  for (const { schedule, outcome } of run) {
    if (beginsWith(schedule, beginning)) found.set(outcome, (found.get(outcome) ?? 0n) + 1n);
  }
  return found;
}

/** The first step of a schedule after which none that was run is serial. */
function doomedIn(both: Both, schedule: Schedule): number | null {
  const beginnings = [...Array(schedule.length + 1).keys()].map((length) => schedule.slice(0, length));
  const doomed = beginnings.findIndex(
    (beginning) => ![...runFrom(both, beginning).keys()].some((outcome) => both.isSerial(outcome)),
  );
  return doomed === -1 ? null : Math.max(0, doomed - 1);
}

async function compare(both: Both): Promise<void> {
  const { counted, run } = both;
  expect(new Map(counted.outcomes)).toEqual(runFrom(both, []));
  for (const outcome of counted.outcomes.keys()) {
    const { schedule, doomedAt } = await counted.example(outcome);
    const ways = run.filter((one) => one.outcome === outcome).map((one) => one.schedule);
    expect(ways).toContainEqual(schedule);
    expect(schedule.length).toBe(Math.min(...ways.map(({ length }) => length)));
    expect(doomedAt).toBe(doomedIn(both, schedule));
    for (let length = 1; length <= schedule.length; length += 1) {
      const beginning = schedule.slice(0, length);
      expect(new Map(await counted.reach(beginning))).toEqual(runFrom(both, beginning));
    }
  }
}

describe('what is counted of any mix of requests and options', () => {
  it('is what every schedule, run whole, says: each outcome, its example, and what can still come of it', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyRace, async (spec) => {
        const both = await bothOf(spec);
        if (both === null) return;
        compared += 1;
        await compare(both);
      }),
      { numRuns: 30, seed: 20_260_102 },
    );
    expect(compared).toBeGreaterThan(15);
  }, 120_000);
});
