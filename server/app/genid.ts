import { randomInt, randomUUID } from 'node:crypto';
import type { GenidKind } from '../contract/options/genid.ts';

/** Makes session IDs; undefined leaves it to express-session. */
export type Generators = Readonly<Record<GenidKind, (() => string) | undefined>>;

/** express-session checks nothing of what it is given: it gets what these give. */
const unchecked = (make: () => unknown) => make as () => string;

/** One set for each lab: the counter goes on when the options change. `taken` are session IDs that exist already. */
export function createGenerators(taken: readonly string[] = []): Generators {
  let count = Math.max(0, ...taken.filter((sid) => /^\d{1,15}$/.test(sid)).map(Number));
  return {
    'uid-safe': undefined,
    uuid: () => randomUUID(),
    counter: () => String(++count),
    timestamp: () => String(Date.now()),
    same: () => 'the-one-id',
    async: unchecked(async () => randomUUID()),
    number: unchecked(() => ++count),
    undefined: unchecked(() => undefined),
    throws: () => {
      throw new Error('genid threw');
    },
    'two-digits': () => String(randomInt(100)).padStart(2, '0'),
  };
}
