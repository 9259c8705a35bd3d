import { processPlace } from '../contract/endpoints.ts';
import type { LogMessage } from '../contract/events/events.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import {
  maxRecordingBytes,
  type RecordedApp,
  type RecordedProcess,
  type RecordingState,
} from '../contract/recording/recording.ts';
import type { Hello } from '../contract/recording/wire-schema.ts';
import { createCollector } from '../log/collector.ts';
import { createEventLog } from '../log/event-log.ts';
import { recordOf } from '../log/event-record.ts';
import { readLog } from '../log/read-log.ts';
import { sessionCookieOf } from '../observer/send/sender.ts';
import type { Whereabouts } from '../observer/send/where.ts';
import { awaited } from '../observer/send/wire.ts';
import { createNotifier } from '../threads/notifier.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { createAppSource } from './app-source.ts';
import { createIngest } from './ingest.ts';
import { createOneApp } from './one-app.ts';

/** An app that is recorded as it runs, whatever its processes are: one log of all of them. */
export type Recording = {
  readonly where: Whereabouts;
  state(): RecordingState;
  states(signal: AbortSignal): AsyncIterable<RecordingState>;
  messages(after: { epoch: number; seq: number }, signal: AbortSignal): AsyncIterable<LogMessage>;
  /** Pages that follow it now. */
  followers(): number;
  /** What was started is over. */
  ended(code: number | null, signal: string | null): void;
  close(): Promise<void>;
};

export type RecordingSettings = { command: string | null; token?: string; port?: number; maxEvents?: number };

const defaultMaxEvents = 200_000;
/** What is saved can be opened: the sessions of a horizon come to its events, with places and times. */
const maxBytes = maxRecordingBytes / 2;
/** ms that a process may take to say what happened, before the others are shown without it. */
const deadline = 500;

/** Rejects when the port cannot be had. */
export async function createRecording({
  command,
  token,
  port,
  maxEvents = defaultMaxEvents,
}: RecordingSettings): Promise<Recording> {
  const notifier = createNotifier();
  const stateNotifier = createNotifier();
  const closed = new AbortController();
  // It begins before its start, for what apps have kept until there was a recording.
  const now = createStopwatch(process.hrtime.bigint() - BigInt(awaited) * 1_000_000n);
  const startedAt = Date.now() - awaited;
  const log = createEventLog({ epoch: 1, startedAt, maxEvents, maxBytes, config: defaultLabConfig() });
  const app = createOneApp();
  const collector = createCollector({
    // What the processes say is made one before it is logged, in the order in which it happened.
    log: {
      ...log,
      append: (events) => log.append(events.flatMap((event) => app.take(recordOf(event).event()))),
    },
    now,
    isBusy: () => false,
    onLogged: notifier.notify,
    deadline,
  });
  const processes: Array<RecordedProcess & { id: string }> = [];
  const dropped = new Map<string, number>();
  let recorded: RecordedApp = command === null ? { state: 'none' } : { state: 'running' };
  let refused: string | null = null;
  let followers = 0;

  const onRefused = (why: string) => {
    refused = why;
    stateNotifier.notify();
  };
  const processOf = ({ id, name, pid, node }: Hello): RecordedProcess => {
    const known = processes.find((one) => one.id === id);
    if (known !== undefined) return Object.assign(known, { isHere: true, sessions: [] });
    const place = processPlace(processes.length + 1);
    const added = { id, place, name, pid, node, isHere: true, sessions: [] };
    processes.push(added);
    return added;
  };
  const ingest = await createIngest({
    ...(token !== undefined && { token }),
    ...(port !== undefined && { port }),
    onRefused,
    onApp: (socket, hello) => {
      const one = processOf(hello);
      const { place, name, pid } = one;
      stateNotifier.notify();
      const source = createAppSource({
        socket,
        hello,
        id: place.replace(/^\D+/, ''),
        firstCall: collector.firstCall(),
        place,
        now,
        process: { type: 'process', process: place, name, pid },
        onMade: ({ options, isOwn, storeClass }) => {
          one.sessions.push({ options, isOwn, storeClass });
          app.named(sessionCookieOf(options));
          stateNotifier.notify();
        },
        onDropped: (requests) => {
          dropped.set(hello.id, requests);
          stateNotifier.notify();
        },
        onRefused,
        onEnded: () => {
          one.isHere = false;
          collector.nudge();
          stateNotifier.notify();
        },
      });
      collector.add(source);
      source.catch(() => {});
    },
  });

  const state = (): RecordingState => ({
    command,
    app: recorded,
    processes: processes.map(({ id: _, ...one }) => one),
    dropped: [...dropped.values()].reduce((sum, one) => sum + one, 0),
    refused,
  });
  const untilClosed = (signal: AbortSignal) => AbortSignal.any([signal, closed.signal]);

  return {
    where: ingest.where,
    state,
    states: async function* (signal) {
      const until = untilClosed(signal);
      while (!until.aborted) {
        yield state();
        await stateNotifier.next(until);
      }
    },
    messages: async function* (after, signal) {
      followers += 1;
      try {
        yield* readLog(() => log, notifier, after, untilClosed(signal));
      } finally {
        followers -= 1;
        stateNotifier.notify();
      }
    },
    followers: () => followers,
    ended: (code, signal) => {
      recorded = { state: 'ended', code, signal };
      stateNotifier.notify();
    },
    close: async () => {
      await ingest.close();
      collector.close();
      closed.abort();
    },
  };
}
