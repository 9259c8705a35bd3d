import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { findChromium } from './chromium.ts';
import { inRepository, typeChecker } from './root.ts';
import { add, type Counts, countsLine, noTests, type ReportKind, readCounts } from './test-report.ts';

type Step = {
  name: string;
  /** A program of node_modules, or a script, with its arguments. */
  command: readonly [program: string, ...args: string[]];
  report?: ReportKind;
};

const reportFile = (kind: ReportKind): string => inRepository(`.cache/test/${kind}.json`);
const bin = (path: string): string => inRepository('node_modules', path);
const playwright = bin('@playwright/test/cli.js');

/** `--all`: every case of what is else a seeded sample (server/sampled.test-helper.ts). */
if (process.argv.includes('--all')) process.env['TEST_ALL'] = '1';

/** They need nothing of one another, and most take one core: two at a time. The tests need what the last of them builds. */
const checks: readonly Step[] = [
  { name: 'types', command: [typeChecker, '-b'] },
  {
    name: 'format and lint',
    command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  },
  { name: 'import rules', command: [inRepository('scripts/imports.ts')] },
  { name: 'unused code', command: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'build', command: [inRepository('scripts/build.ts')] },
];

const tests: readonly Step[] = [
  {
    name: 'unit and integration',
    command: [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile('vitest')}`,
    ],
    report: 'vitest',
  },
  { name: 'in Chromium', command: [playwright, 'test', '--reporter=list,json'], report: 'playwright' },
];

const title = (name: string): string => `\n── ${name}\n`;

async function run(command: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, command, {
    cwd: inRepository(),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile('playwright') },
  });
  const [code] = await once(child, 'close');
  return code === 0;
}

/** Prints what it said in one piece, when it is over. */
async function runBeside({ name, command }: Step): Promise<boolean> {
  const child = spawn(process.execPath, command, { cwd: inRepository(), stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  process.stdout.write(`${title(name)}${(await said).join('')}`);
  return code === 0;
}

/** Runs a step; a check without tests of its own counts only when it fails. */
async function runStep(step: Step): Promise<Counts> {
  const { name, command, report } = step;
  if (report === undefined) return { ...noTests, failed: (await runBeside(step)) ? 0 : 1 };
  process.stdout.write(title(name));
  rmSync(reportFile(report), { force: true });
  if (report === 'playwright' && findChromium() === null) await run([playwright, 'install', 'chromium']);
  if (report === 'playwright' && findChromium() === null) {
    console.error('There is no Chromium to test in. Install one, or name one with CHROMIUM_PATH.');
    return { ...noTests, failed: 1 };
  }
  const isGood = await run(command);
  const counts = readCounts(report, reportFile(report));
  return isGood ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

let total = noTests;
const summary: string[] = [];

async function take(step: Step): Promise<void> {
  const started = performance.now();
  const counts = await runStep(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const result = step.report ? countsLine(counts) : counts.failed === 0 ? 'holds' : 'FAILED';
  summary.push(`  ${step.name.padEnd(22)}${seconds.padStart(6)} s  ${result}`);
  total = add(total, counts);
}

async function takeInTurn(steps: Iterator<Step>): Promise<void> {
  for (let next = steps.next(); !next.done; next = steps.next()) await take(next.value);
}

const started = performance.now();
const waiting = checks.values();
await Promise.all([takeInTurn(waiting), takeInTurn(waiting)]);
await takeInTurn(tests.values());
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
process.stdout.write(`\n${summary.join('\n')}\n  in all ${minutes} minutes\n\n${countsLine(total)}\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
