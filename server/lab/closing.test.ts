import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

/** Writes a line each time that a database is closed; what follows never ends. */
const notesCloses = (file: string) => `(req, res) => {
  const { DatabaseSync } = require('node:sqlite');
  const { close } = DatabaseSync.prototype;
  DatabaseSync.prototype.close = function () {
    require('node:fs').appendFileSync(${JSON.stringify(file)}, 'closed\\n');
    return close.call(this);
  };
}`;

it('a lab that is closed closes its stores, also one that was replaced and is still used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'closing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'closes');
  const lab = await runningLab({ store: 'sqlite', handler: notesCloses(file) });
  visitor(lab)('/mine').catch(() => {});
  await eventsUntil(lab, ({ type }) => type === 'session');
  const config = labConfigSchema.parse({ store: { kind: 'sqlite' } });
  expect(await lab.configure(config, { keepStore: false })).toEqual({ ok: true });
  await lab.close();
  expect(readFileSync(file, 'utf8')).toBe('closed\nclosed\n');
});
