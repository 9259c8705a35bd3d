import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRepository } from './root.ts';

const text = readFileSync(inRepository('docs/security.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d+) \|.*\[[^\]]+\]\(([^)]+)\): “([^”]+)” \|$/gm)];

describe("Electron's list in docs/security.md", () => {
  it('has a test for each of its twenty points', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it.each(rows.map(([, number, file = '', title = '']) => ({ number, file, title })))(
    'names a test that there is, for point $number',
    ({ file, title }) => {
      expect(readFileSync(join(inRepository('docs'), file), 'utf8')).toContain(title);
    },
  );
});
