import type { PlaygroundState } from '../contract/state.ts';
import { createLab } from '../lab/host.ts';
import type { Lab, LabSettings } from '../lab/lab.ts';
import { createTurns } from '../lab/turns.ts';
import { createAsides } from './asides.ts';
import { advance, configure, fault, setHandler } from './lab-actions.ts';
import { readLog } from './log/read-log.ts';
import type { Playground, PlaygroundSettings } from './playground.ts';
import { readStates } from './read-states.ts';
import { Stage } from './stage.ts';

/** What tests set, and nobody else needs to. */
export type PlaygroundInternals = {
  createLab?: (settings: LabSettings) => Promise<Lab>;
  /** ms until a browser gives up on a request, beside the request's own work. */
  timeout?: number;
  limits?: NonNullable<LabSettings['limits']>;
};

const defaultMaxEvents = 200_000;
const defaultTimeout = 30_000;
/** ms between two looks at whether the lab still answers. */
const watchEvery = 100;

/** Starts a lab with its browsers. Rejects when the lab cannot be started. */
export async function createPlayground(
  settings: PlaygroundSettings & PlaygroundInternals,
): Promise<Playground> {
  const stage = new Stage({
    config: settings.config,
    browsers: settings.browsers,
    maxEvents: settings.maxEvents ?? defaultMaxEvents,
    timeout: settings.timeout ?? defaultTimeout,
    createLab: settings.createLab ?? createLab,
    limits: settings.limits ?? {},
  });
  await stage.keeper.start();

  const closed = new AbortController();
  const inTurn = createTurns();
  const asides = createAsides(stage);
  let wasBlocked = false;
  const watch = setInterval(() => {
    const isBlocked = blockedFor(stage) > 0;
    if (isBlocked || wasBlocked) stage.stateBell.ring();
    wasBlocked = isBlocked;
  }, watchEvery);

  const state = (): PlaygroundState => ({
    labUrl: stage.url,
    secondUrl: stage.secondUrl,
    lab: labState(stage),
    config: stage.config,
    handler: stage.handler,
    versions: stage.versions,
    clock: stage.run.clock,
    faults: stage.run.faults,
    browsers: stage.run.browsers.all().map(({ info }) => info),
    pending: stage.run.dispatcher.pending(),
    canUndoReset: asides.canUndoReset(),
    ownLab: asides.ownConfig(),
    epoch: stage.run.log.epoch,
  });
  const untilClosed = (signal: AbortSignal) => AbortSignal.any([signal, closed.signal]);
  /** An action on browsers, of which the state tells. */
  const told = <Value>(value: Value): Value => {
    stage.stateBell.ring();
    return value;
  };

  return {
    state,
    states: (signal) => readStates(state, stage.stateBell, untilClosed(signal)),
    messages: (after, signal) => readLog(() => stage.run.log, stage.logBell, after, untilClosed(signal)),
    log: () => {
      const { log } = stage.run;
      return {
        startedAt: log.startedAt,
        horizon: log.horizon(),
        events: log.slice(log.first(), log.next() - log.first()),
      };
    },
    settled: () => {
      const { collector, stopwatch } = stage.run;
      stage.pump.nudge();
      return collector.reached(stopwatch.now());
    },

    configure: (config) => inTurn(() => configure(stage, config, closed.signal)),
    setHandler: (source) => inTurn(() => setHandler(stage, source, closed.signal)),
    fault: (patch) => inTurn(() => fault(stage, patch, closed.signal)),
    advance: (ms) => inTurn(() => advance(stage, ms, closed.signal)),
    reset: () => inTurn(async () => told(await asides.reset())),
    undoReset: () => inTurn(async () => told(await asides.undoReset())),
    setUp: (setUp) => inTurn(async () => told(await asides.setUp(setUp))),
    bringBack: () => inTurn(async () => told(await asides.bringBack())),

    addBrowser: (name) => told(stage.run.browsers.add(name)),
    removeBrowser: (name) => {
      const removed = stage.run.browsers.remove(name);
      if (!removed.ok) return removed;
      stage.run.dispatcher.cancel(removed.browser);
      return told({ ok: true });
    },
    renameBrowser: (from, to) => told(stage.run.browsers.rename(from, to)),
    clearJar: (browser) => stage.run.browsers.clearJar(browser),
    deleteCookie: (browser, cookie) => stage.run.browsers.deleteCookie(browser, cookie),
    setCookie: (browser, line) =>
      stage.run.browsers.setCookie(browser, line, { origin: stage.url, now: stage.run.labNow() }),

    send: (request) => stage.run.dispatcher.send(request),
    sequence: (requests) => stage.run.dispatcher.sequence(requests),
    together: (requests) => stage.run.dispatcher.together(requests),
    fire: (spec) => stage.run.dispatcher.fire(spec),
    cancel: () => stage.run.dispatcher.cancel(),

    routeSource: async (id) =>
      (stage.keeper.current() ?? (await stage.keeper.next(closed.signal))).routeSource(id),
    close: async () => {
      clearInterval(watch);
      stage.run.dispatcher.stop();
      await Promise.all([stage.keeper.close(), stage.stopLab()]);
      stage.pump.close();
      closed.abort();
    },
  };
}

const blockedFor = (stage: Stage): number => stage.keeper.current()?.blockedFor() ?? 0;

function labState(stage: Stage): PlaygroundState['lab'] {
  if (!stage.keeper.current()) return { status: 'starting' };
  const since = blockedFor(stage);
  return since > 0 ? { status: 'slow', since } : { status: 'running' };
}
