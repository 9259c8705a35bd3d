import { expect, it, vi } from 'vitest';
import { openStore } from './drivers.ts';

vi.mock('node:sqlite', () => {
  throw new Error('No such built-in module: node:sqlite');
});

it('says which Node has SQLite, where this one has not', async () => {
  await expect(openStore({ kind: 'sqlite' })).rejects.toThrow(
    /The SQLite store needs node:sqlite, which Node [\d.]+ does not have; Node 22.13 and later do/,
  );
});
