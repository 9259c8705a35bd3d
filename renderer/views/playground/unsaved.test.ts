import { describe, expect, it } from 'vitest';
import { unsavedWords } from './unsaved.ts';

const nothing = { handlerText: null, runningHandler: null, sequence: [] };

describe('what would be lost with the window', () => {
  it('is nothing at first', () => {
    expect(unsavedWords(nothing)).toBeNull();
  });
  it('is a handler, run or not', () => {
    expect(unsavedWords({ ...nothing, handlerText: 'a' })).toContain('not run');
    expect(unsavedWords({ ...nothing, handlerText: 'a', runningHandler: 'a' })).toContain('nowhere but here');
  });
  it('is a sequence', () => {
    expect(unsavedWords({ ...nothing, sequence: [{}] })).toContain('sequence');
  });
});
