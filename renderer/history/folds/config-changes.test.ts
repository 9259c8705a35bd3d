import { describe, expect, it } from 'vitest';
import {
  defaultLabConfig,
  type LabConfig,
  labConfigSchema,
} from '../../../server/contract/options/lab-config.ts';
import { createLog, receive } from '../log/event-log.ts';
import { configChanges } from './config-changes.ts';

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

  it('is nothing where only the handler changed', () => {
    expect(told(defaultLabConfig(), defaultLabConfig())).toEqual([]);
  });
});
