import { expect, it } from 'vitest';
import { noFaults } from '../contract/faults/faults.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { recordOf } from '../log/event-record.ts';
import { createPacker } from '../log/packed-events.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import { sampled } from '../sampled.test-helper.ts';
import { drained, runningLab, visitor } from './running-lab.test-helper.ts';

const patient = { unresponsiveAfter: 60_000 };

/** A handler that sends the app a message of its own making, as it is written. */
const sends = (message: string) =>
  `(req, res) => { require('node:worker_threads').parentPort.postMessage(${message}); res.send('sent'); }`;

/** Events as a lab packs them, written into a handler; `change` forges what is packed. */
function packed(events: readonly object[], change = ''): string {
  const packer = createPacker();
  for (const event of events) packer.add(event as TimedEvent);
  const { buffer, count, requests } = packer.take();
  const bytes = Buffer.from(buffer).toString('base64');
  return `(() => {
    const { buffer } = new Uint8Array(Buffer.from('${bytes}', 'base64'));
    const told = { buffer, count: ${count}, requests: ${JSON.stringify(requests)} };
    const rows = new Float64Array(buffer, 0, ${4 * count});
    const text = Buffer.from(buffer, ${32 * count});
    ${change}
    return { notice: 'events', told };
  })()`;
}

const printed = { type: 'printed', stream: 'stdout', text: 'forged', at: 1 };
const restarted = { type: 'lab-restarted', instance: null, isKilled: false, cut: [], emptied: [] };
const forged: Array<[string, string]> = [
  ['null', 'null'],
  ['events that are null', `{ notice: 'events', told: null }`],
  ['events in a list', `{ notice: 'events', told: [null] }`],
  ['a BigInt', `{ notice: 'events', told: { buffer: 10n, count: 1n, requests: [] } }`],
  ['a circle', `(() => { const told = {}; told.buffer = told; return { notice: 'events', told }; })()`],
  ['an answer to a call that was not made', `{ call: 1e9, value: {} }`],
  ['a crash without words', `{ notice: 'crashed', told: null }`],
  [
    'memory that it can still change',
    `{ notice: 'events', told: { buffer: new SharedArrayBuffer(0), count: 0, requests: [] } }`,
  ],
  ['more rows than there are', packed([printed], 'told.count = 1e6;')],
  ['fewer rows than lines', packed([printed, printed], 'told.count = 1;')],
  ['a row that ends in another line', packed([printed, printed], 'rows[3] = rows[7];')],
  ['a row of no event', packed([printed], 'rows[1] = 99;')],
  ['a row of no request', packed([printed], 'rows[2] = 7;')],
  ['a time that is none', packed([printed], 'rows[0] = NaN;')],
  ['a time to come', packed([{ ...printed, at: 1e15 }])],
  ['a line that is no JSON', packed([printed], 'text[0] = 91;')],
  ['bytes that are no text', packed([printed], 'text[20] = 255;')],
  ['an event of another type than its row', packed([printed], 'rows[1] = 11;')],
  ['an event without what it tells of', packed([{ type: 'arrived', request: '1', at: 1 }])],
  ['faults that are null', packed([{ type: 'faults', faults: null, at: 1 }])],
  ['faults of another kind', packed([{ type: 'faults', faults: { ...noFaults, store: {} }, at: 1 }])],
  ['a restart without a whole configuration', packed([{ ...restarted, config: {}, at: 1 }])],
  [
    'a restart with a setting in other words',
    packed([{ ...restarted, config: { ...defaultLabConfig(), secondApp: {} }, at: 1 }]),
  ],
  [
    'a verdict by no rule',
    packed([{ type: 'verdict', request: '1', verdict: { rule: 'toString', inputs: {}, actual: '' }, at: 1 }]),
  ],
  ['what only the app tells', packed([{ type: 'clock', offset: Number.MAX_SAFE_INTEGER, at: 1 }])],
  ['what only browsers tell', packed([{ type: 'browser-removed', browser: 'alice', at: 1 }])],
  [
    'what exhausts the stack',
    packed([
      {
        type: 'changed',
        request: '1',
        sid: null,
        session: null,
        seenAt: 'end',
        at: 1,
        changes: [{ path: '', after: JSON.parse('['.repeat(1000) + ']'.repeat(1000)) }],
      },
    ]),
  ],
];

it.each(sampled('forged messages', forged, 7))(
  'ends, in words, a lab whose handler sends %s',
  { timeout: 60_000 },
  async (_what, message) => {
    const lab = await runningLab({ handler: sends(message), limits: patient });
    await visitor(lab)('/mine', { id: '7' }).catch(() => 'no answer');
    const end = await lab.ended;
    expect(end.reason).toBe('crashed');
    expect(end.message).toMatch(/^(The handler|Code in the lab) sent the app what no lab sends \(.+\)/);
  },
);

it('takes what a handler forges so well that it only lies about its own lab', async () => {
  const lab = await runningLab({ handler: sends(packed([printed])), limits: patient });
  expect(await visitor(lab)('/mine')).toBe('200 sent');
  const { events } = await drained(lab);
  expect(events).toContainEqual(printed);
  expect(events.map(recordOf).every(({ request }) => request === null || request.startsWith('ext'))).toBe(
    true,
  );
});
