import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import { recordOf } from '../log/event-record.ts';
import { createPacker, unpackEvents } from '../log/packed-events.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import { createSecretHider } from './store-secrets.ts';

const kinds = { vault: { secrets: ['password'] } };
const withPassword = (password: string): LabConfig =>
  JSON.parse(JSON.stringify({ ...defaultLabConfig(), store: { kind: 'vault', password } }));
const told = (events: readonly TimedEvent[]) => {
  const packer = createPacker();
  for (const event of events) packer.add(event);
  return unpackEvents(packer.take());
};

function hiderOf(password: string) {
  const secrets = createSecretHider(kinds);
  secrets.learn(withPassword(password));
  return secrets;
}

describe('events that come as text', () => {
  it('lose a secret wherever an event that comes as an object would', () => {
    const password = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    const around = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(password, around, around, fc.nat(4), (secret, before, after, way) => {
        const written =
          [secret, JSON.stringify(secret), encodeURIComponent(secret.toWellFormed())][way] ?? '';
        const message = before + written + after;
        const event: TimedEvent = { type: 'error', request: '1', message, stack: null, at: 1 };
        const secrets = hiderOf(secret.toWellFormed());
        const hidden = secrets.hideInTold(told([event])).map((each) => recordOf(each).event());
        expect(hidden).toEqual([secrets.hide(event)]);
      }),
      { numRuns: 500 },
    );
  });

  it('lose one that is cut out of a character', () => {
    const secrets = hiderOf('pass\ud83d');
    const event: TimedEvent = { type: 'printed', stream: 'stdout', text: 'my pass\ud83d\ude00', at: 1 };
    const [hidden] = secrets.hideInTold(told([event]));
    expect(hidden && recordOf(hidden).event()).toEqual(secrets.hide(event));
    expect(secrets.hide(event)).toMatchObject({ text: 'my password of your own\ude00' });
  });

  it('lose one that is too short to be looked for, in its place in a store', () => {
    const config = withPassword('pw');
    const event: TimedEvent = { type: 'lab-configured', config, storeKept: true, handler: null, at: 1 };
    const [hidden] = hiderOf('pw').hideInTold(told([event]));
    expect(hidden && recordOf(hidden).event()).toMatchObject({
      config: { store: { password: 'password of your own' } },
    });
  });

  it('are passed on unread where they quote nothing', () => {
    const records = told([{ type: 'printed', stream: 'stdout', text: 'nothing to hide', at: 1 }]);
    expect(hiderOf('hunter2').hideInTold(records)[0]).toBe(records[0]);
    expect(createSecretHider(kinds).hideInTold(records)).toBe(records);
  });
});
