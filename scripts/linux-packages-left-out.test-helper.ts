import { expect, it } from 'vitest';
import { has } from './linux-packages.test-helper.ts';

/** Where all of it is to be had, nothing is left out: .github/workflows/ci.yml. */
const mustRun = process.env['MUST_TRY_PACKAGES'] === '1';
/** A test that is left out says why; the reporter alone only counts it. */
export const leaveOut = (skip: (why: string) => never, what: string, why: string): never => {
  if (mustRun) expect.fail(why);
  process.stderr.write(`Not tried: packages for Linux ${what}: ${why}\n`);
  return skip(why);
};
const itWhere = (isSo: boolean, unless: string) => (name: string, run: () => void) =>
  it(name, ({ skip }) => (isSo ? run() : leaveOut(skip, name, unless)));
export const itAsRoot = itWhere(process.getuid?.() === 0, 'only root installs');
export const itWith = (program: string) => itWhere(has(program), `there is no ${program}`);
