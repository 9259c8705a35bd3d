import type { ContextStore } from '../contract/doctor/doctor-context.ts';

const stores: ReadonlyArray<[RegExp, ContextStore]> = [
  [/redis|valkey/i, 'redis'],
  [/pg|postgres/i, 'postgres'],
  [/mongo/i, 'mongo'],
  // Its touch gets the session and sets it whole.
  [/\bFileStore\b|session-file-store/, 'other-non-atomic-touch'],
  // With settings it is the package memorystore, which clears what has expired.
  [/\bMemoryStore\(\s*\)/, 'memory'],
];

/** Which store is meant where `new RedisStore({ client })` is given; null where its name does not tell. */
export const storeIn = (code: string): ContextStore | null =>
  stores.find(([named]) => named.test(code.slice(0, nameEnd(code))))?.[1] ?? null;

/** Its settings may name anything. */
function nameEnd(code: string): number {
  const settings = code.indexOf('{');
  return settings === -1 ? code.length : settings;
}
