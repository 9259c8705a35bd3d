import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { optionsDoc } from './options-doc.ts';
import { inRepository } from './root.ts';

it('docs/options.md says what the catalogue says (npm run docs writes it)', () => {
  expect(readFileSync(inRepository('docs/options.md'), 'utf8')).toBe(optionsDoc());
});
