import { mainApp } from '../contract/endpoints.ts';
import { type Result, refuse } from '../contract/errors.ts';
import type { LogEvent, LogMessage } from '../contract/events/events.ts';
import { noFaults } from '../contract/faults/faults.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import type { PlaygroundState } from '../contract/state.ts';
import type { Playground, SentRequests } from '../playground/playground.ts';

/** A playground for tests of what stands before it: it writes down what it is asked to change, and changes nothing. */
export type FakePlayground = Playground & {
  /** What was asked for, by the method's name: everything but reading. */
  readonly asked: string[];
  /** Adds an event to the log, which goes out to whoever follows it. */
  append(text: string): void;
};

export function fakePlayground(): FakePlayground {
  const asked: string[] = [];
  const events: LogEvent[] = [];
  const waiting = new Set<() => void>();
  const noted = (name: string): { ok: true } => {
    asked.push(name);
    return { ok: true };
  };
  const sent = (name: string): Result<SentRequests> => ({
    ...noted(name),
    group: null,
    requests: ['1'],
    done: Promise.resolve([]),
  });
  const more = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      waiting.add(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });

  return {
    asked,
    append: (text) => {
      events.push({ type: 'printed', stream: 'stdout', text, seq: events.length, at: events.length });
      for (const wake of waiting) wake();
      waiting.clear();
    },
    state: fakeState,
    states: async function* (signal) {
      yield fakeState();
      await more(signal);
    },
    messages: async function* (after, signal): AsyncGenerator<LogMessage> {
      let next = after.epoch === fakeEpoch ? after.seq + 1 : 0;
      while (!signal.aborted) {
        if (next < events.length) {
          const told = events.slice(next);
          next = events.length;
          yield { epoch: fakeEpoch, startedAt: 0, first: 0, horizon: null, events: told };
        } else await more(signal);
      }
    },
    log: () => ({ startedAt: 0, horizon: null, events }),
    settled: async () => {},
    kept: () => {
      throw new Error('a fake keeps nothing');
    },
    changed: more,
    configure: async () => noted('configure'),
    restart: async () => noted('restart'),
    setHandler: async () => noted('setHandler'),
    reset: async () => noted('reset'),
    undoReset: async () => noted('undoReset'),
    setUp: async () => noted('setUp'),
    bringBack: async () => noted('bringBack'),
    advance: async () => noted('advance'),
    fault: async () => noted('fault'),
    editSession: async () => noted('editSession'),
    addBrowser: () => noted('addBrowser'),
    removeBrowser: () => noted('removeBrowser'),
    renameBrowser: () => noted('renameBrowser'),
    clearJar: () => noted('clearJar'),
    deleteCookie: () => noted('deleteCookie'),
    setCookie: () => noted('setCookie'),
    send: () => sent('send'),
    sequence: () => sent('sequence'),
    together: () => sent('together'),
    fire: () => sent('fire'),
    cancel: () => {
      noted('cancel');
    },
    routeSource: async () => 'source',
    storedSession: async () => refuse('lab-ended', 'lab', {}),
    withSecrets: (config) => ({ ok: true, config }),
    testStore: async () => refuse('lab-ended', 'lab', {}),
    close: async () => {},
  };
}

export const fakeEpoch = 7;

const fakeState = (): PlaygroundState => ({
  endpoints: [{ app: mainApp, instance: 1, origin: 'http://127.0.0.1:1', transport: 'http', via: [] }],
  lab: { status: 'running' },
  config: defaultLabConfig(),
  configRevision: 0,
  handler: null,
  versions: { node: '24', express: '5', expressSession: '1.19' },
  clock: 0,
  faults: noFaults,
  browsers: [{ name: 'alice', hue: 0 }],
  pending: 0,
  canUndoReset: false,
  ownLab: null,
  epoch: fakeEpoch,
});
