import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inRepository } from './root.ts';
import { storesTable, withTable } from './stores-doc.ts';

/** Which server it was found on is that of who wrote the page. */
const servers = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^- `(\w+)`, .*?, ((?:Redis|Valkey|PostgreSQL) [\d.]+)\)/gm)].map(
      ([, kind, server]) => [String(kind), String(server)],
    ),
  );

it('docs/stores.md says what the suite finds of each store (npm run docs writes it)', () => {
  const text = readFileSync(inRepository('docs/stores.md'), 'utf8');
  expect(Object.keys(servers(text))).toEqual(['redis', 'postgres']);
  expect(text).toBe(withTable(text, storesTable(servers(text))));
});
