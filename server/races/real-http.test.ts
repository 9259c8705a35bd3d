import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RaceSpec } from '../contract/races/races.ts';
import { anyRace } from './any-race.test-helper.ts';
import { alice, aliceRaces } from './engine.test-helper.ts';
import { explore } from './explore.ts';
import { createHeldLab, currentHeldRequest } from './held/held-lab.ts';
import { HeldRun } from './held/held-run.ts';
import { pin } from './held/pins.ts';
import { createStepDeadline } from './held/step-deadline.ts';
import { overHttp } from './http-lab.test-helper.ts';
import { comparison } from './reference.test-helper.ts';

const seed = 20_260_101;

describe('any mix of requests and options', () => {
  it('is counted as it is when every schedule is run', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(anyRace, async (spec) => {
        const both = await comparison(spec, 1000n);
        if (both === null) return;
        compared += 1;
        const { counted, run, total, formula } = both;
        expect(counted).toEqual(run);
        if (formula !== null && !spec.lab.oneAtATime) expect(total).toBe(formula);
      }),
      { numRuns: 30, seed },
    );
    expect(compared).toBeGreaterThan(15);
  }, 120_000);
});

/** Explores a race, and runs the example of each outcome that is not serial over real connections. */
async function reproduced(spec: RaceSpec): Promise<{ counted: number[]; overHttp: number[] }> {
  const now = Date.UTC(2026, 0, 1);
  const unpin = pin(now, currentHeldRequest);
  const stepDeadline = createStepDeadline(5000);
  try {
    const { initialState, cookies, table, counted, judged } = await explore(spec, {
      max: 1_000_000,
      mostOutcomes: 1000,
      now,
      stepDeadline,
    });
    const lab = await overHttp(await createHeldLab(initialState));
    const wrong = [...counted.outcomes].filter(
      ([number]) => judged.outcomes[judged.places.get(number) ?? -1]?.serial === false,
    );
    const seen: number[] = [];
    for (const [number] of wrong) {
      const run = new HeldRun({ initialState, lab, stepDeadline }, cookies);
      await run.begin();
      for (const place of (await counted.example(number)).schedule) await run.step(place);
      seen.push(table.numberOf(await run.ending()));
    }
    await lab.close();
    await initialState.labStore.close();
    return { counted: wrong.map(([number]) => number), overHttp: seen };
  } finally {
    stepDeadline.close();
    unpin();
  }
}

describe('an anomaly’s example', () => {
  it.each([
    ['a lost update', [alice.writes, alice.reads]],
    ['a lost delete', [alice.logsOut, alice.reads]],
    ['an orphan', [alice.regenerates, alice.regenerates]],
  ])('gives %s over real HTTP too', async (_kind, requests) => {
    const { counted, overHttp: seen } = await reproduced(aliceRaces(requests));
    expect(counted.length).toBeGreaterThan(0);
    expect(seen).toEqual(counted);
  });

  it('gives what was counted over real HTTP, for any mix of requests and options', async () => {
    let anomalies = 0;
    await fc.assert(
      fc.asyncProperty(anyRace, async (spec) => {
        const { counted, overHttp: seen } = await reproduced(spec);
        anomalies += counted.length;
        expect(seen).toEqual(counted);
      }),
      { numRuns: 20, seed },
    );
    expect(anomalies).toBeGreaterThan(10);
  }, 120_000);
});
