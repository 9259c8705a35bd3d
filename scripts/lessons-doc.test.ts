import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lessonsDoc } from './lessons-doc.ts';
import { inRepository } from './root.ts';

it('docs/lessons.md says what the course says (npm run docs writes it)', () => {
  expect(readFileSync(inRepository('docs/lessons.md'), 'utf8')).toBe(lessonsDoc());
});
