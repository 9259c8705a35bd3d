import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Endpoint, mainApp } from '../contract/endpoints.ts';
import { refuse } from '../contract/errors.ts';
import { noFaults } from '../contract/faults/faults.ts';
import { messageOf } from '../contract/message-of.ts';
import { hasOtherCode } from '../contract/options/cookie-function.ts';
import { isForeign as hasCode, instancesIn, type LabConfig } from '../contract/options/lab-config.ts';
import { isForeignStore } from '../contract/stores/store-kinds.ts';
import { checkedEvents } from '../log/check-packed.ts';
import { type EventRecord, recordOf } from '../log/event-record.ts';
import { callsPerSource } from '../log/source.ts';
import type { ThreadEnd } from '../threads/host.ts';
import { labProcessSpawner, ownAppSpawner } from '../threads/process-spawner.ts';
import { defaultMemory, spawnLabWorker } from '../threads/spawn.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { type Thread, watchThread } from '../threads/thread.ts';
import { ProblemError } from '../words/problems.ts';
import type { AppPort } from './app-servers.ts';
import { endingInWords } from './ending.ts';
import type { Lab, LabEnd, LabSettings } from './lab.ts';
import { boundPrinted } from './printed.ts';
import { createUnderWay } from './under-way.ts';
import {
  type LabCalls,
  type LabNotices,
  labAnswers,
  type WorkerReady,
  type WorkerStart,
} from './worker-protocol.ts';

const defaultLimits = { unresponsiveAfter: 2000, slowAfter: 300, memory: defaultMemory };

/** An app of somebody's own has all that it is made of to load, and may wait for more of it. */
const ownAppLimits = { unresponsiveAfter: 10_000, answerWithin: 30_000 };

const spawnForeignLab = labProcessSpawner();
const spawnOwnAppLab = labProcessSpawner(ownAppSpawner());

/** ms that a worker is given to close its stores. */
const longestClose = 500;

/** Starts a lab in a worker. Rejects, with a message to be shown, when its configuration or its handler is refused. */
export async function createLab(settings: LabSettings): Promise<Lab> {
  const { config, handler, app = null, origin, clock } = settings;
  const { spawn = spawnLabWorker, spawnForeign = app === null ? spawnForeignLab : spawnOwnAppLab } = settings;
  const { slowAfter, ...limits } = {
    ...defaultLimits,
    ...(app !== null && ownAppLimits),
    ...settings.limits,
  };
  const { sessions = {}, firstOutside = 1, firstCall = 0, faults = noFaults } = settings;
  const key = randomBytes(16).toString('base64url');
  const now = createStopwatch(origin);
  const preferred = [{ app: mainApp, port: settings.port }, ...(settings.furtherPorts ?? [])];
  const underWay = createUnderWay();
  let told: EventRecord[] = [];
  let entered: string | null = null;
  /** Anything may come from a lab with a typed-in handler, a store or a cookie function of somebody's own, or with an app. */
  const isForeign = handler !== null || app !== null || hasCode(config);
  const host = (isForeign ? spawnForeign : spawn)(limits.memory);
  let last: Pick<LabEnd, 'message' | 'requests'> = { message: '', requests: [] };

  const take = (events: readonly EventRecord[]) => {
    underWay.note(events);
    for (const event of events) told.push(event);
  };
  /** What comes past what the worker takes itself. */
  const printed = boundPrinted((stream, text) =>
    take([recordOf({ type: 'printed', stream, text, at: now() })]),
  );
  host.onPrinted(printed.take);
  const thread = watchThread<LabCalls, Omit<LabNotices, 'events'> & { events: readonly EventRecord[] }>({
    host,
    ...limits,
    answers: labAnswers,
    notices: {
      events: {
        schema: z.transform<unknown, readonly EventRecord[]>((packed, context) => {
          const calls = { from: firstCall, most: callsPerSource };
          const events = checkedEvents(packed, { isForeign, now: now(), calls });
          if (events === null) context.issues.push({ code: 'custom', input: packed });
          return events ?? [];
        }),
        take,
      },
      entered: {
        schema: z.string().nullable(),
        take: (request) => {
          entered = request;
        },
      },
    },
    errorOf: (end) => {
      const requests = underWay.all().map(({ id }) => id);
      last = { message: endingInWords(end, underWay, entered), requests };
      return new Error(last.message);
    },
  });
  const ended = thread.ended.then(async ({ reason }): Promise<LabEnd> => {
    // Who waits for events gets the last ones before it hears of the end.
    await nextTurn();
    return { reason: stopReasons[reason], ...last };
  });

  const start = {
    config,
    handler,
    app,
    origin,
    clock,
    ports: preferred,
    sessions,
    key,
    firstOutside,
    firstCall,
    faults,
  };
  const { ports: found, versions, own } = await started(thread, start);
  const port = portOf(found, mainApp);
  let endpoints = endpointsOf(config, found);

  /** What is left when the lab has ended is still handed over, once. */
  const drain: Lab['drain'] = async () => {
    const upTo = await thread.ask('drain', []).catch((error: unknown) => error);
    const events = told;
    told = [];
    printed.renew();
    if (typeof upTo === 'number') return { events, upTo: Math.min(upTo, now()) };
    if (events.length === 0) throw upTo;
    return { events, upTo: now() };
  };

  return {
    url: originAt(port),
    port,
    key,
    endpoints: () => endpoints,
    versions,
    own,
    ended,
    configure: async (next, { keepStore }) => {
      if (isForeignStore(next.store) && !isForeign) return refuse('store-of-another-lab', 'store.kind', {});
      if (hasOtherCode(config.options, next.options))
        return refuse('function-of-another-lab', 'options.cookieFunction', {});
      const outcome = await thread.ask('configure', [next, keepStore]);
      if (!outcome.ok) return outcome;
      endpoints = endpointsOf(next, outcome.ports);
      return { ok: true };
    },
    restart: async (order) => {
      if (app !== null) return refuse('restart-own-app', '', {});
      // Code of a module is loaded once in a process.
      if (isForeignStore(order.config.store)) return refuse('restart-store-module', '', {});
      if (hasOtherCode(config.options, order.config.options))
        return refuse('function-of-another-lab', 'options.cookieFunction', {});
      return thread.ask('restart', [order]);
    },
    fault: (patch) => thread.ask('fault', [patch]),
    setClock: (offset) => thread.ask('setClock', [offset]),
    lateChanges: () => thread.ask('lateChanges', []),
    drain,
    blockedFor: () => {
      const silent = Math.round(thread.silentFor());
      return silent >= slowAfter ? silent : 0;
    },
    sessions: () => thread.ask('sessions', []),
    editSession: (edit) => thread.ask('editSession', [edit]),
    routeSource: (id) => thread.ask('routeSource', [id]),
    storedSession: (key) => thread.ask('storedSession', [key]),
    storeReport: () => thread.ask('storeReport', []),
    close: () => close(thread),
  };
}

/** How an end is told of, by what it came to. */
const stopReasons: Readonly<Record<ThreadEnd['reason'], LabEnd['reason']>> = {
  unresponsive: 'unresponsive',
  'no-answer': 'unresponsive',
  crashed: 'crashed',
  garbled: 'crashed',
  exited: 'exited',
  killed: 'exited',
  'cut-off': 'crashed',
  'out-of-memory': 'out-of-memory',
};

/** Rejects, with the thread stopped, where the configuration or the handler is refused. */
async function started(thread: Thread<LabCalls>, start: WorkerStart): Promise<WorkerReady> {
  try {
    const ready = await thread.ask('start', [start]);
    if (ready.ok) return ready;
    throw new ProblemError(ready.problems);
  } catch (error) {
    await thread.stop(error instanceof Error ? error : new Error(messageOf(error)));
    throw error;
  }
}

/** Its stores may be connected to something outside of the worker, which is told that they go. */
async function close(thread: Thread<LabCalls>): Promise<void> {
  const closed = thread.ask('close', []).catch(() => {});
  await Promise.race([closed, wait(longestClose, undefined, { ref: false })]);
  await thread.stop(new Error('The lab is closed.'));
}
const originAt = (port: number): string => `http://127.0.0.1:${port}`;

function portOf(ports: readonly AppPort[], app: string): number {
  const found = ports.find((one) => one.app === app);
  if (found === undefined) throw new Error(`The lab’s ${app} app has no port.`);
  return found.port;
}

const endpointsOf = (config: LabConfig, ports: readonly AppPort[]): Endpoint[] =>
  instancesIn(config).map((at) => {
    const host = config.apps.find(({ id }) => id === at.app)?.host;
    return {
      ...at,
      origin: originAt(portOf(ports, at.app)),
      transport: 'http',
      via: [],
      ...(host !== undefined && { host }),
    };
  });
