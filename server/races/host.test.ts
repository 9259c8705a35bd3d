import { afterAll, describe, expect, it } from 'vitest';
import { raceSpecSchema } from '../contract/races.ts';
import { createRaces } from './host.ts';

const races = createRaces();
afterAll(() => races.close());

const before = [{ send: { browser: 'alice', path: '/views' } }];
const writer = { browser: 'alice', method: 'POST' as const, path: '/cart/apples?work=30' };

describe('a race in its worker', () => {
  it('runs two writers in all 20 orders: 2 keep both', async () => {
    const spec = raceSpecSchema.parse({ browsers: ['alice'], before, requests: [writer, writer] });
    const explored = await races.explore(spec);
    if (!explored.ok) throw new Error(explored.message);
    expect(explored.result.schedules).toEqual({ total: 20, distinct: 10, exact: true });
    const looked = await races.look(spec, ['A.load', 'B.load']);
    expect(looked).toMatchObject({
      ok: true,
      look: {
        choices: [
          { request: 'A', label: 'A.work' },
          { request: 'B', label: 'B.work' },
        ],
        reachable: [{ outcome: 0, schedules: 6 }],
      },
    });
  });
});
