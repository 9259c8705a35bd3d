import { originFor, originOf } from '../contract/endpoints.ts';
import { type Result, refuse } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import type { PlaygroundState } from '../contract/state.ts';
import type { StoreSecrets } from '../contract/stores/store-kinds.ts';
import { createTurns } from '../contract/turns.ts';
import { createLab } from '../lab/host.ts';
import type { Lab, LabSettings } from '../lab/lab.ts';
import { testStore } from '../lab/test-store.ts';
import { readLog } from '../log/read-log.ts';
import { ProblemError } from '../words/problems.ts';
import { keepRun, resumeRun } from './kept-run.ts';
import { advance, configure, editSession, fault, restart, setHandler } from './lab-actions.ts';
import type { Playground, PlaygroundSettings } from './playground.ts';
import { PlaygroundCore } from './playground-core.ts';
import { readStates } from './read-states.ts';
import { createSnapshots } from './snapshots.ts';

/** What tests set, and nobody else needs to. */
export type PlaygroundInternals = {
  createLab?: (settings: LabSettings) => Promise<Lab>;
  /** ms until a browser gives up on a request, beside the request's own work. */
  timeout?: number;
  limits?: NonNullable<LabSettings['limits']>;
  /** Which settings of a store are secret. */
  kinds?: StoreSecrets;
};

const defaultMaxEvents = 200_000;
const defaultTimeout = 30_000;
/** ms between two looks at whether the lab still answers. */
const watchEvery = 100;

/** Starts a lab with its browsers. Rejects when the lab cannot be started. */
export async function createPlayground(
  settings: PlaygroundSettings & PlaygroundInternals,
): Promise<Playground> {
  const core = new PlaygroundCore({
    config: settings.config,
    handler: settings.handler ?? null,
    browsers: settings.browsers,
    maxEvents: settings.maxEvents ?? defaultMaxEvents,
    timeout: settings.timeout ?? defaultTimeout,
    createLab: settings.createLab ?? createLab,
    limits: settings.limits ?? {},
    kinds: settings.kinds,
  });
  const start = settings.kept === undefined ? core.keeper.start() : resumeRun(core, settings.kept);
  await start.catch((error: unknown) => {
    core.run.collector.close();
    if (error instanceof ProblemError) throw new ProblemError(core.secrets.hide(error.problems));
    throw new Error(core.secrets.hide(messageOf(error)));
  });

  const closed = new AbortController();
  const turns = createTurns();
  /** One action after the other; what is told of a refusal holds no secret. */
  const inTurn = (act: () => Promise<Result>): Promise<Result> => turns(act).then(core.secrets.hide);
  const snapshots = createSnapshots(core);
  let wasBlocked = false;
  const watch = setInterval(() => {
    const isBlocked = blockedFor(core) > 0;
    if (isBlocked || wasBlocked) core.stateNotifier.notify();
    wasBlocked = isBlocked;
  }, watchEvery);

  const state = (): PlaygroundState => ({
    endpoints: core.endpoints,
    lab: labState(core),
    config: core.shownConfig,
    configRevision: core.configRevision,
    handler: core.handler,
    versions: core.versions,
    clock: core.run.clock,
    faults: core.run.faults,
    browsers: core.run.browsers.all().map(({ info }) => info),
    pending: core.run.dispatcher.pending(),
    canUndoReset: snapshots.canUndoReset(),
    ownLab: snapshots.ownConfig(),
    epoch: core.run.log.epoch,
  });
  const untilClosed = (signal: AbortSignal) => AbortSignal.any([signal, closed.signal]);
  /** An action on browsers, of which the state tells. */
  const told = <Value>(value: Value): Value => {
    core.stateNotifier.notify();
    return value;
  };

  const withSecrets = (config: LabConfig) => {
    const own = snapshots.own();
    return core.secrets.unmask(config, own === null ? [core.config] : [core.config, own.config]);
  };

  return {
    state,
    states: (signal) => readStates(state, core.stateNotifier, untilClosed(signal)),
    messages: (after, signal) => readLog(() => core.run.log, core.logNotifier, after, untilClosed(signal)),
    log: () => {
      const { log } = core.run;
      return {
        startedAt: log.startedAt,
        horizon: log.horizon(),
        events: log.slice(log.first(), log.next() - log.first()).map((event) => event.logged()),
      };
    },
    settled: async ({ late = false } = {}) => {
      // A lab that ends meanwhile has nothing more to change.
      if (late)
        await core.keeper
          .current()
          ?.lateChanges()
          .catch(() => {});
      await core.run.collector.settled();
    },
    kept: () => keepRun(core, snapshots.own),
    changed: async (signal) => {
      const heard = new AbortController();
      const either = AbortSignal.any([untilClosed(signal), heard.signal]);
      await Promise.race([core.logNotifier.next(either), core.stateNotifier.next(either)]);
      heard.abort();
    },

    configure: (config) => inTurn(() => configure(core, config, closed.signal)),
    restart: (given) => inTurn(() => restart(core, given, closed.signal)),
    setHandler: (source) => inTurn(() => setHandler(core, source)),
    fault: (patch) => inTurn(() => fault(core, patch, closed.signal)),
    editSession: (edit) => inTurn(() => editSession(core, edit, closed.signal)),
    advance: (ms) => inTurn(() => advance(core, ms, closed.signal)),
    reset: () => inTurn(async () => told(await snapshots.reset())),
    undoReset: () => inTurn(async () => told(await snapshots.undoReset())),
    setUp: (setUp) => inTurn(async () => told(await snapshots.setUp(setUp))),
    bringBack: () => inTurn(async () => told(await snapshots.bringBack())),

    addBrowser: (name) => told(core.run.browsers.add(name)),
    removeBrowser: (name) => {
      const removed = core.run.browsers.remove(name);
      if (!removed.ok) return removed;
      core.run.dispatcher.cancel(removed.browser);
      return told({ ok: true });
    },
    renameBrowser: (from, to) => told(core.run.browsers.rename(from, to)),
    clearJar: (browser) => core.run.browsers.clearJar(browser),
    deleteCookie: (browser, cookie) => core.run.browsers.deleteCookie(browser, cookie),
    setCookie: (browser, line, host) =>
      core.run.browsers.setCookie(browser, line, {
        origin: originFor({ origin: originOf(core.endpoints), ...(host !== undefined && { host }) }),
        now: core.run.labNow(),
      }),

    send: (request) => core.run.dispatcher.send(request),
    sequence: (requests) => core.run.dispatcher.sequence(requests),
    together: (requests) => core.run.dispatcher.together(requests),
    fire: (spec) => core.run.dispatcher.fire(spec),
    cancel: () => core.run.dispatcher.cancel(),

    withSecrets,
    testStore: async (store) => {
      const given = withSecrets({ ...defaultLabConfig(), store });
      if (!given.ok) return given;
      core.secrets.learn(given.config);
      return core.secrets.hide(await testStore(given.config.store, settings.createLab));
    },
    storedSession: async (key) => {
      try {
        const look = await core.keeper.current()?.storedSession(key);
        return look === undefined ? refuse('lab-ended', 'lab', {}) : core.secrets.hide({ ok: true, look });
      } catch {
        return refuse('lab-ended', 'lab', {});
      }
    },
    routeSource: async (id) =>
      (core.keeper.current() ?? (await core.keeper.next(closed.signal))).routeSource(id),
    close: async () => {
      clearInterval(watch);
      core.run.dispatcher.stop();
      await Promise.all([core.keeper.close(), core.stopLab()]);
      core.run.collector.close();
      closed.abort();
      // What was under way may have begun another run meanwhile, which nobody else would close.
      void turns(async () => core.run.collector.close());
    },
  };
}

const blockedFor = (core: PlaygroundCore): number => core.keeper.current()?.blockedFor() ?? 0;

function labState(core: PlaygroundCore): PlaygroundState['lab'] {
  if (!core.keeper.current()) return { status: 'starting' };
  const since = blockedFor(core);
  return since > 0 ? { status: 'slow', since } : { status: 'running' };
}
