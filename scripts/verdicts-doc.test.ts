import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inRepository } from './root.ts';
import { verdictsDoc } from './verdicts-doc.ts';

it('docs/verdicts.md says what the rules say (npm run docs writes it)', () => {
  expect(readFileSync(inRepository('docs/verdicts.md'), 'utf8')).toBe(verdictsDoc());
});
