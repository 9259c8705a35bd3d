import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it('writes what would turn a text around as its code, and leaves text as it is', () => {
  expect(visibleText('\u202Elive\u202C')).toBe(String.raw`\u202Elive\u202C`);
  expect(visibleText('a\u0000b\u200Bc')).toBe(String.raw`a\u0000b\u200Bc`);
  expect(visibleText('two\n\tlines: żółw, שלום')).toBe('two\n\tlines: żółw, שלום');
});
