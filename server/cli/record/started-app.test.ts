import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../eventually.test-helper.ts';
import { exitCodeOf, startRecorded, withPreload } from './started-app.ts';

it.skipIf(process.platform === 'win32')(
  'what npm has started is told what ends it, also without a terminal',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'started-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const begun = join(folder, 'begun');
    const [server, npm, preload] = ['server.cjs', 'npm.cjs', 'preload.cjs'].map((name) => join(folder, name));
    writeFileSync(preload ?? '', '');
    writeFileSync(
      server ?? '',
      `process.on('SIGINT', () => process.exit(7)); setInterval(() => {}, 1000);
     require('node:fs').writeFileSync(${JSON.stringify(begun)}, 'begun');`,
    );
    // As npm does: it leaves what ends a terminal's processes to the terminal, and waits.
    writeFileSync(
      npm ?? '',
      `process.on('SIGINT', () => {});
     const { spawn } = require('node:child_process');
     spawn(process.execPath, [${JSON.stringify(server)}]).on('exit', (code) => process.exit(code));`,
    );
    const started = startRecorded([process.execPath, npm ?? ''], {
      preload: preload ?? '',
      where: join(folder, 'where.json'),
      inTerminal: false,
    });
    onTestFinished(() => started.kill('SIGKILL'));
    await eventually(() => expect(readFileSync(begun, 'utf8')).toBe('begun'));
    started.kill('SIGINT');
    expect(await started.ended).toEqual({ code: 7, signal: null });
  },
);

it('a path stands in NODE_OPTIONS as Node reads it, beside what was there', () => {
  expect(withPreload(undefined, '/a/b.cjs')).toBe('--require "/a/b.cjs"');
  expect(withPreload('--no-warnings', 'C:\\my "own"\\b c.cjs')).toBe(
    '--no-warnings --require "C:\\\\my \\"own\\"\\\\b c.cjs"',
  );
});

it('the exit code is the command’s, or what a shell gives for a signal', () => {
  expect(exitCodeOf({ code: 7, signal: null })).toBe(7);
  expect(exitCodeOf({ code: null, signal: 'SIGTERM' })).toBe(143);
});
