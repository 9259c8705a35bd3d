import { expect, it } from 'vitest';
import { exitCodeOf, withPreload } from './started-app.ts';

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
