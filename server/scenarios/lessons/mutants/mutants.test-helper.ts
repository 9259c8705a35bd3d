import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type session from 'express-session';
import { type Mutation, mutated, mutations } from '../mutations.test-helper.ts';
import { decisionsMutants } from './decisions.test-helper.ts';
import { optionsMutants } from './options.test-helper.ts';
import { sessionsMutants } from './sessions.test-helper.ts';

type Mutant = Pick<Mutation, 'file' | 'from' | 'to'> & { name: string };

/** Every defect, those that a lesson is known to catch among them. */
export const mutants: readonly Mutant[] = [
  ...Object.entries(mutations).flatMap(([name, { file, from, to }]) =>
    name === 'none' ? [] : [{ name, file, from, to }],
  ),
  ...[...optionsMutants, ...decisionsMutants, ...sessionsMutants].map(([name, file, from, to]) => ({
    name,
    file,
    from,
    to,
  })),
];

const require = createRequire(import.meta.url);
const original = dirname(require.resolve('express-session'));
const copies = fileURLToPath(new URL('../../../../.cache/mutants', import.meta.url));

/** A copy of express-session with a defect; without one where none is given. Its dependencies are those of the original. */
export function copyOf(mutant: Mutant | null): typeof session {
  const folder = join(copies, `${process.pid}-${mutant === null ? 'none' : mutants.indexOf(mutant)}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(original, folder, { recursive: true, dereference: true });
  if (mutant !== null) {
    const path = join(folder, mutant.file);
    writeFileSync(path, mutated(readFileSync(path, 'utf8'), { ...mutant, caughtBy: [] }));
  }
  const copy: typeof session = require(join(folder, 'index.js'));
  rmSync(folder, { recursive: true, force: true });
  return copy;
}
