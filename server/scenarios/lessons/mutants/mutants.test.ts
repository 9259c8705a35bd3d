import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampled } from '../../../sampled.test-helper.ts';
import { behaviours } from './behaviours.test-helper.ts';
import { endingBehaviours } from './ending-behaviours.test-helper.ts';
import type { Session } from './ground.test-helper.ts';
import { copyOf, mutants } from './mutants.test-helper.ts';
import { sessionBehaviours } from './session-behaviours.test-helper.ts';

const all = Object.entries({ ...behaviours, ...endingBehaviours, ...sessionBehaviours });
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

beforeAll(() => {
  // express-session warns of what is asked of it here on purpose.
  vi.stubEnv('NO_DEPRECATION', 'express-session');
});
afterAll(() => void vi.unstubAllEnvs());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('express-session behaves so that', () => {
  it.each(all)('%s', (_name, behaviour) => behaviour(copyOf(null), later), 60_000);
});

/** The first behaviour that does not hold. */
async function firstBroken(copy: Session): Promise<string | null> {
  for (const [name, behaviour] of all) {
    const holds = await behaviour(copy, later).then(
      () => true,
      () => false,
    );
    if (!holds) return name;
  }
  return null;
}

describe('a defect is noticed:', () => {
  it('the list has each once', () => {
    const names = mutants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const places = mutants.map(({ file, from, to }) => JSON.stringify([file, from, to]));
    expect(new Set(places).size).toBe(places.length);
    expect(names.length).toBeGreaterThanOrEqual(53);
  });

  it.each(sampled('mutants', mutants, 12).map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_name, mutant) => {
      expect(await firstBroken(copyOf(mutant))).not.toBeNull();
    },
    60_000,
  );
});
