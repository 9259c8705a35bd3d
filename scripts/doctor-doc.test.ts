import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { doctorDoc } from './doctor-doc.ts';
import { inRepository } from './root.ts';

it('docs/doctor.md says what the rules say (npm run docs writes it)', () => {
  expect(readFileSync(inRepository('docs/doctor.md'), 'utf8')).toBe(doctorDoc());
});
