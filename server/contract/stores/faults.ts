import { z } from 'zod';

/** The operations of a store that can be slowed down or made to fail: those that express-session itself calls. */
export const faultyOperations = ['get', 'set', 'touch', 'destroy'] as const;
export type FaultyOperation = (typeof faultyOperations)[number];

/** ms of latency at most: longer than that the browsers give up. */
const longestLatency = 20_000;

/**
 * What is wrong with one operation. `latency`: ms until the store does it. `fails`: so many calls, or every one, are
 * answered with an error that says `message`, and nothing is done.
 */
export const operationFaultSchema = z
  .strictObject({
    latency: z.int().min(0).max(longestLatency).default(0),
    fails: z.union([z.int().min(0).max(10_000), z.literal('always')]).default(0),
    message: z.string().min(1).max(200).default('The store failed.'),
  })
  .refine(({ latency, fails }) => latency > 0 || fails !== 0, 'expected a latency, or how often it fails');
export type OperationFault = z.infer<typeof operationFaultSchema>;

/** What to change: operations that are not named stay as they are, null ends that one's fault, 'none' ends all. */
export const faultPatchSchema = z.union([
  z.literal('none'),
  z
    .strictObject({
      get: operationFaultSchema.nullable().optional(),
      set: operationFaultSchema.nullable().optional(),
      touch: operationFaultSchema.nullable().optional(),
      destroy: operationFaultSchema.nullable().optional(),
      /** The store says 'disconnect' or 'connect'; while it is disconnected every call to it fails. */
      connected: z.boolean().optional(),
    } satisfies Record<FaultyOperation | 'connected', z.ZodType>)
    .refine((patch) => Object.keys(patch).length > 0, {
      error: 'expected get, set, touch, destroy or connected',
      when: ({ issues }) => issues.length === 0,
    }),
]);
export type FaultPatch = z.infer<typeof faultPatchSchema>;

/** What is wrong with a lab's stores at a moment. `fails` is what is left of it. */
export type Faults = Readonly<Record<FaultyOperation, OperationFault | null>> & {
  readonly connected: boolean;
};

export const noFaults: Faults = { get: null, set: null, touch: null, destroy: null, connected: true };

export const isFaulty = (faults: Faults): boolean =>
  !faults.connected || faultyOperations.some((operation) => faults[operation] !== null);

/** The faults with a patch put over them. */
export const patchFaults = (faults: Faults, patch: FaultPatch): Faults => {
  if (patch === 'none') return noFaults;
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...faults, ...Object.fromEntries(given) };
};

/** The patch that leads from no faults to these; null where there are none. */
export function patchFor(faults: Faults): Exclude<FaultPatch, 'none'> | null {
  if (!isFaulty(faults)) return null;
  const faulty = faultyOperations.filter((operation) => faults[operation] !== null);
  return {
    ...Object.fromEntries(faulty.map((operation) => [operation, faults[operation]])),
    ...(faults.connected ? {} : { connected: false }),
  };
}

const doing: Readonly<Record<FaultyOperation, string>> = {
  get: 'load',
  set: 'save',
  touch: 'touch',
  destroy: 'destroy',
};

/** What goes wrong, as a sentence: `The store takes 300 ms to save and fails to save once (The store failed).` */
export function faultsInWords(faults: Faults): string {
  const parts = faultyOperations.flatMap((operation) => {
    const fault = faults[operation];
    return fault === null ? [] : [inWords(operation, fault)];
  });
  if (!faults.connected) parts.unshift('is disconnected');
  return parts.length === 0 ? 'The store works as it should.' : `The store ${parts.join('; ')}.`;
}

function inWords(operation: FaultyOperation, { latency, fails, message }: OperationFault): string {
  const slow = latency > 0 ? [`takes ${latency} ms to ${doing[operation]}`] : [];
  const how = fails === 'always' ? 'each time' : fails === 1 ? 'once' : `${fails} times`;
  const failing = fails === 0 ? [] : [`fails to ${doing[operation]} ${how} (${message.replace(/\.$/, '')})`];
  return [...slow, ...failing].join(' and ');
}
