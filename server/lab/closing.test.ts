import { expect, it } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { eventually } from '../eventually.test-helper.ts';
import { drained, eventsUntil, runningLab, visitor } from './running-lab.test-helper.ts';

/** Writes a line each time that a database is closed; what follows never ends. */
const notesCloses = `(req, res) => {
  const { DatabaseSync } = require('node:sqlite');
  const { close } = DatabaseSync.prototype;
  DatabaseSync.prototype.close = function () {
    require('node:fs').writeSync(1, 'closed\\n');
    return close.call(this);
  };
}`;

it('a lab that is closed closes its stores, also one that was replaced and is still used', async () => {
  const lab = await runningLab({ store: 'sqlite', handler: notesCloses });
  visitor(lab)('/mine').catch(() => {});
  await eventsUntil(lab, ({ type }) => type === 'session');
  const config = labConfigSchema.parse({ store: { kind: 'sqlite' } });
  expect(await lab.configure(config, { keepStore: false })).toEqual({ ok: true });
  await lab.close();
  let printed = '';
  await eventually(async () => {
    const { events } = await drained(lab);
    for (const event of events) if (event.type === 'printed') printed += event.text;
    expect(printed).toBe('closed\nclosed\n');
  });
});
