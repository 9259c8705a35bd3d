import { defaultLabConfig } from '../contract/options/lab-config.ts';
import type { Outcome, PlaygroundState } from '../contract/state.ts';
import { noFaults } from '../contract/stores/faults.ts';
import { createEventLog } from '../log/event-log.ts';
import { readLog } from '../log/read-log.ts';
import type { Playground, SentRequests } from '../playground/playground.ts';
import { createNotifier } from '../threads/notifier.ts';

/** A playground for tests of what stands before it: it writes down what it is asked to change, and changes nothing. */
export type FakePlayground = Playground & {
  /** What was asked for, by the method's name: everything but reading. */
  readonly asked: string[];
  /** Adds an event to the log, which goes out to whoever follows it. */
  append(text: string): void;
};

export function fakePlayground(): FakePlayground {
  const asked: string[] = [];
  const log = createEventLog({
    epoch: fakeEpoch,
    startedAt: 0,
    maxEvents: 100_000,
    config: defaultLabConfig(),
  });
  const notifier = createNotifier();
  const noted = (name: string): { ok: true } => {
    asked.push(name);
    return { ok: true };
  };
  const sent = (name: string): Outcome<SentRequests> => ({
    ...noted(name),
    group: null,
    requests: ['1'],
    done: Promise.resolve([]),
  });

  return {
    asked,
    append: (text) => {
      log.append([{ type: 'printed', stream: 'stdout', text, at: log.next() }]);
      notifier.notify();
    },
    state: fakeState,
    states: async function* (signal) {
      yield fakeState();
      await createNotifier().next(signal);
    },
    messages: (after, signal) => readLog(() => log, notifier, after, signal),
    log: () => ({
      startedAt: 0,
      horizon: null,
      events: log.slice(0, log.next()).map((event) => event.logged()),
    }),
    settled: async () => {},
    configure: async () => noted('configure'),
    setHandler: async () => noted('setHandler'),
    reset: async () => noted('reset'),
    undoReset: async () => noted('undoReset'),
    setUp: async () => noted('setUp'),
    bringBack: async () => noted('bringBack'),
    advance: async () => noted('advance'),
    fault: async () => noted('fault'),
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
    close: async () => {},
  };
}

export const fakeEpoch = 7;

const fakeState = (): PlaygroundState => ({
  labUrl: 'http://127.0.0.1:1',
  secondUrl: null,
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
