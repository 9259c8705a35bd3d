import { z } from 'zod';
import { countSchema, faultRow, howOften, setting } from './fault-row.ts';

/** The operations of a store that can be slowed down or made to fail: those that express-session itself calls. */
export const faultyOperations = ['get', 'set', 'touch', 'destroy'] as const;
export type FaultyOperation = (typeof faultyOperations)[number];

/** ms of latency at most: longer than that the browsers give up. */
export const longestLatency = 20_000;

/**
 * What is wrong with one operation. `latency`: ms until the store does it. `fails`: so many calls, or every one, are
 * answered with an error that says `message`, and nothing is done.
 */
export const operationFaultSchema = z
  .strictObject({
    latency: z.int().min(0).max(longestLatency).default(0),
    fails: countSchema.default(0),
    message: z.string().min(1).max(200).default('The store failed.'),
  })
  .refine(({ latency, fails }) => latency > 0 || fails !== 0, 'expected a latency, or how often it fails');
export type OperationFault = z.infer<typeof operationFaultSchema>;

const operation = (label: FaultyOperation) =>
  setting({
    schema: operationFaultSchema.nullable(),
    none: null,
    control: { type: 'operation' },
    label,
    over: `nothing is wrong with ${label}`,
  });

/** What may be wrong with a lab's stores. */
export const storeRow = faultRow({
  label: 'Store',
  subject: 'The store',
  settings: {
    get: operation('get'),
    set: operation('set'),
    touch: operation('touch'),
    destroy: operation('destroy'),
    /** The store says 'disconnect' or 'connect'; while it is disconnected every call to it fails. */
    connected: setting({
      schema: z.boolean(),
      none: true,
      control: { type: 'connection' },
      label: 'disconnected',
      over: 'the store is connected',
    }),
  },
  words: ({ connected, ...faults }) => [
    ...(connected ? [] : ['is disconnected']),
    ...faultyOperations.flatMap((name) => {
      const fault = faults[name];
      return fault === null ? [] : [inWords(name, fault)];
    }),
  ],
});

const doing: Readonly<Record<FaultyOperation, string>> = {
  get: 'load',
  set: 'save',
  touch: 'touch',
  destroy: 'destroy',
};

/** `takes 300 ms to save and fails to save once (The store failed)` */
function inWords(name: FaultyOperation, { latency, fails, message }: OperationFault): string {
  const slow = latency > 0 ? [`takes ${latency} ms to ${doing[name]}`] : [];
  const failing =
    fails === 0 ? [] : [`fails to ${doing[name]} ${howOften(fails)} (${message.replace(/\.$/, '')})`];
  return [...slow, ...failing].join(' and ');
}
