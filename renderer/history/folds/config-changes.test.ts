import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../server/contract/events/events.ts';
import {
  defaultLabConfig,
  type LabConfig,
  labConfigSchema,
} from '../../../server/contract/options/lab-config.ts';
import { createLog, receive } from '../log/event-log.ts';
import { configChanges, describeInLog } from './config-changes.ts';

/** What the page says changed when a lab with the first configuration gets the second. */
function told(first: LabConfig, second: LabConfig): string[] {
  const versions = { expressSession: '1.19.0', express: '5.3.0', node: '24.21.0' };
  const url = 'http://127.0.0.1:1';
  const log = receive(createLog(), {
    epoch: 0,
    startedAt: 0,
    first: 0,
    horizon: null,
    events: [
      { type: 'lab-started', seq: 0, at: 0, generation: 0, url, config: first, versions, handler: null },
      { type: 'lab-configured', seq: 1, at: 1, config: second, storeKept: true, handler: null },
    ],
  });
  return log.events.flatMap((event) => configChanges(log, event));
}

describe('a change of options', () => {
  it('is told by name, with what it was and what it is', () => {
    const changed = labConfigSchema.parse({
      options: { rolling: true, cookie: { maxAge: 60_000 } },
      store: { kind: 'sqlite' },
    });
    expect(told(defaultLabConfig(), changed)).toEqual([
      'rolling: false → true',
      'cookie.maxAge: none → 60000',
      'store.kind: memory → sqlite',
    ]);
  });

  it('never tells a secret', () => {
    const changed = labConfigSchema.parse({ options: { secret: ['not for the projector', 'keyboard cat'] } });
    expect(told(defaultLabConfig(), changed)).toEqual(['secret: changed']);
  });

  it('names the app that it is about, and tells no secret of it', () => {
    const one = labConfigSchema.parse({ apps: [{ id: 'shop' }] });
    const other = labConfigSchema.parse({ apps: [{ id: 'shop', name: 'shop.sid', secret: 'another' }] });
    expect(told(one, other)).toEqual(['apps.shop.name: connect.sid → shop.sid', 'apps.shop.secret: changed']);
    expect(told(one, defaultLabConfig())).toEqual([
      'apps.shop.name: connect.sid → none',
      'apps.shop.secret: changed',
      'apps.shop.path: / → none',
    ]);
  });

  it.each([
    [{ storeKept: true }, 'A fresh lab goes on with the same options and what was stored.'],
    [{ storeKept: false }, 'A fresh lab goes on with the same options, and an empty store.'],
    [
      { storeKept: true, lost: ['a'] },
      'A fresh lab goes on with the same options, without one session that could not be kept.',
    ],
    [
      { storeKept: true, lost: ['a', 'b@2'] },
      'A fresh lab goes on with the same options, without 2 sessions that could not be kept.',
    ],
  ])('says what became of the store: %j', (store, sentence) => {
    const config = defaultLabConfig();
    const events: LogEvent[] = [0, 1].map((seq) => ({
      type: 'lab-configured',
      seq,
      at: seq,
      config,
      handler: null,
      ...store,
    }));
    const log = receive(createLog(), { epoch: 0, startedAt: 0, first: 0, horizon: null, events });
    expect(log.events.map((event) => describeInLog(log, event)).at(-1)).toBe(sentence);
  });

  it('is nothing where only the handler changed', () => {
    expect(told(defaultLabConfig(), defaultLabConfig())).toEqual([]);
  });
});
