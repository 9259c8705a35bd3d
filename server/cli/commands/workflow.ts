import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageIn } from '../input/find-app.ts';

/** What a package manager has before Node is there, how it is cached and installs, and how it runs a script with flags. */
type Manager = { before: string[]; cache: string | null; install: string | null; run: string };

/** The package manager whose lock file is there; npm where none is, and none where there is no package.json that it could read. */
function managerIn(folder: string): Manager {
  const known = packageIn(folder);
  if (known === null) return { before: [], cache: null, install: null, run: 'npm run race --' };
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (has('pnpm-lock.yaml')) {
    const version = known.packageManager === undefined ? ['  with:', '    version: latest'] : [];
    return {
      before: ['- uses: pnpm/action-setup@v4', ...version],
      cache: 'pnpm',
      install: 'pnpm install --frozen-lockfile',
      run: 'pnpm run race',
    };
  }
  if (has('yarn.lock')) {
    const isClassic = readFileSync(join(folder, 'yarn.lock'), 'utf8').includes('# yarn lockfile v1');
    return {
      before: ['- run: corepack enable'],
      cache: 'yarn',
      install: `yarn install ${isClassic ? '--frozen-lockfile' : '--immutable'}`,
      run: 'yarn run race',
    };
  }
  const isLocked = has('package-lock.json') || has('npm-shrinkwrap.json');
  return {
    before: [],
    cache: isLocked ? 'npm' : null,
    install: isLocked ? 'npm ci' : 'npm install',
    run: 'npm run race --',
  };
}

/** The step of CI, as the lock file that is there has it installed. `hasScript`: whether the package's script `race` does it. */
export function workflowText(folder: string, hasScript: boolean): string {
  const { before, cache, install, run } = managerIn(folder);
  const race = hasScript ? run : 'npx session-playground race';
  const steps = [
    '- uses: actions/checkout@v4',
    ...before,
    '- uses: actions/setup-node@v4',
    '  with:',
    '    node-version: 22',
    ...(cache === null ? [] : [`    cache: ${cache}`]),
    ...(install === null ? [] : [`- run: ${install}`]),
    `- run: ${race} --reporter text,github`,
  ];
  return `# Fails where requests that overlap leave what no order of one after the other leaves.
name: race
on: [push, pull_request]
jobs:
  race:
    runs-on: ubuntu-latest
    steps:
${steps.map((line) => `      ${line}\n`).join('')}`;
}
