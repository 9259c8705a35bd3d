import type { LogEvent } from '../../contract/events/events.ts';
import { patchBetween } from '../../contract/faults/faults.ts';
import { type StepInput, type StepKind, stepKinds } from '../../contract/scenario/steps.ts';
import { isElsewhere } from '../../contract/stores/store-kinds.ts';
import type { World } from '../../log/world.ts';
import type { EventOf } from '../expectations/context.ts';
import type { Batch, Sent } from './batches.ts';
import { changedOptions } from './changes-of.ts';
import type { createNames } from './names.ts';
import { type Follow, requestOf } from './request-of.ts';

/** What is known of a log where an event stands. */
export type RecordContext = {
  /** What was true before it. */
  world: World;
  /** Whether a step was recorded before it. */
  hasBegun: boolean;
  /** For one that was sent: with which others at once; null where a redirect led to it. */
  batch: Batch | null;
  names: ReturnType<typeof createNames>;
  /** How the redirects of each request were followed. */
  following: ReadonlyMap<string, Follow>;
};

type InputOf<Kind extends StepKind> = Extract<StepInput, Record<Kind, unknown>>[Kind];

/** By the events that show a step of a kind: what it holds, or null where this one shows none. */
type StepRecord<Kind extends StepKind> = {
  [Type in LogEvent['type']]?: (event: EventOf<Type>, context: RecordContext) => InputOf<Kind> | null;
};

/** How a step of each kind is found in a log; null for a kind that is not recorded. A kind without a row does not compile. */
const records: { readonly [Kind in StepKind]: StepRecord<Kind> | null } = {
  send: {
    sent: (_, { batch, ...context }) => {
      const [only, ...others] = requestsOf(batch, context);
      return others.length > 0 || only === undefined ? null : only;
    },
  },
  together: {
    sent: (_, { batch, ...context }) => {
      const requests = requestsOf(batch, context);
      return requests.length > 1 ? requests : null;
    },
  },
  advance: {
    clock: ({ offset }, { world, hasBegun }) =>
      hasBegun && offset > world.lab.clock ? offset - world.lab.clock : null,
  },
  configure: {
    'lab-configured': ({ config }, { world, hasBegun }) => {
      if (!hasBegun || world.lab.config === null) return null;
      const patch = changedOptions(world.lab.config.options, config.options);
      return Object.keys(patch).length === 0 ? null : (patch as InputOf<'configure'>);
    },
  },
  restart: {
    'lab-restarted': ({ config, instance, isKilled, emptied }, { world, hasBegun }) => {
      if (!hasBegun) return null;
      const before = world.lab.config ?? config;
      const options = changedOptions(before.options, config.options);
      const isLost = isElsewhere(before.store) && emptied.length > 0;
      return {
        ...(isKilled && { kill: true }),
        ...(instance !== null && { instance }),
        ...(isLost && { store: 'lost' }),
        ...(Object.keys(options).length > 0 && { options: options as InputOf<'configure'> }),
      };
    },
  },
  copyCookie: { jar: copied },
  fault: {
    // A failure that is used up is told too; it is no step.
    faults: ({ faults, usedUp }, { world }) => (usedUp ? null : patchBetween(world.lab.faults, faults)),
  },
  // How long it took until the next request was sent is left out.
  wait: null,
  // What held at the end is suggested, by the table of expectations.
  expect: null,
};

/** The step that an event shows. */
export function recordedStep(event: LogEvent, context: RecordContext): StepInput | null {
  for (const kind of stepKinds) {
    const find: unknown = Reflect.get(records[kind] ?? {}, event.type);
    if (typeof find !== 'function') continue;
    const content: unknown = Reflect.apply(find, null, [event, context]);
    // What a kind's row finds is of that kind, as the table's type has it; TypeScript cannot follow a key that is computed.
    if (content !== null) return { [kind]: content } as unknown as StepInput;
  }
  return null;
}

function requestsOf(batch: Batch | null, { names, following }: Pick<RecordContext, 'names' | 'following'>) {
  const sent = batch?.sent ?? [];
  return sent.map((each) =>
    requestOf(each, {
      id: names.name(each.request),
      after: delayOf(each, sent),
      follow: following.get(each.request) ?? 'never',
    }),
  );
}

/** ms after the first of its batch: as it was asked for where they were sent together, else as it was. */
function delayOf(each: Sent, [first = each]: readonly Sent[]): number {
  const isTogether = each.group !== null && each.group === first.group;
  return isTogether ? (each.after ?? 0) : Math.round((each.at - first.at) / 1000);
}

/** A session cookie that came into a jar by hand, and that another browser has: stolen, or planted. */
function copied(
  { browser: to, request, cookies }: EventOf<'jar'>,
  { world, hasBegun }: RecordContext,
): InputOf<'copyCookie'> | null {
  const name = world.lab.config?.options.name;
  if (request !== null || !hasBegun) return null;
  const old = world.browsers.get(to)?.cookies ?? [];
  const isNew = ({ value }: { value: string }) => !old.some((cookie) => cookie.value === value);
  const come = cookies.find((cookie) => cookie.name === name && cookie.expires === null && isNew(cookie));
  if (come === undefined) return null;
  const from = [...world.browsers.values()].find(
    ({ browser, cookies: theirs }) =>
      browser.name !== to && theirs.some(({ name: of, value }) => of === name && value === come.value),
  );
  return from === undefined ? null : { from: from.browser.name, to };
}
