import { setTimeout as wait } from 'node:timers/promises';
import { cookieFunctionRefusal } from '../app/compile-cookie-function.ts';
import { syntaxRefusal } from '../app/compile-handler.ts';
import { inPatch, type Result, refuse } from '../contract/errors.ts';
import type { FaultPatch } from '../contract/faults/faults.ts';
import { keepsStore, type LabConfig } from '../contract/options/lab-config.ts';
import { mergeOptions } from '../contract/options/merge-options.ts';
import type { Restart } from '../contract/scenario/restart.ts';
import type { SessionEdit } from '../contract/stores/session-edit.ts';
import { isForeignStore } from '../contract/stores/store-kinds.ts';
import type { Lab } from '../lab/lab.ts';
import { ProblemError } from '../words/problems.ts';
import type { PlaygroundCore } from './playground-core.ts';
import { renewLab, startAnew, worldOf } from './reset.ts';

/** ms that a lab which fails takes to say how it ended. */
const longestEnd = 100;

/** Does something with the lab, waiting for a fresh one where it has just ended. */
async function withLab(
  core: PlaygroundCore,
  signal: AbortSignal,
  act: (lab: Lab) => Promise<Result>,
): Promise<Result> {
  let lab: Lab | null = null;
  try {
    lab = core.keeper.current() ?? (await core.keeper.next(signal));
    return await act(lab);
  } catch {
    // Whoever tries again is to meet the next one.
    if (lab !== null) await Promise.race([lab.ended, wait(longestEnd, undefined, { ref: false })]);
    return refuse('lab-ended', 'lab', {});
  }
}

/** Changes the options. The store is kept while it stays the same, with the same settings. */
export async function configure(
  core: PlaygroundCore,
  given: LabConfig,
  signal: AbortSignal,
): Promise<Result> {
  const unmasked = core.secrets.unmask(given, [core.config]);
  if (!unmasked.ok) return unmasked;
  const { config } = unmasked;
  core.secrets.learn(config);
  // There may never be a lab again as long as its store is gone.
  if (core.keeper.isFailing()) {
    core.config = config;
    return startAnew(core);
  }
  const { cookieFunction } = config.options;
  if (cookieFunction !== core.config.options.cookieFunction) {
    const refusal = cookieFunction === null ? null : cookieFunctionRefusal(cookieFunction);
    if (refusal !== null) return refusal;
    if (keepsStore(core.config, config)) return renewLab(core, core.handler, config);
    return onOtherCode(core, config);
  }
  if (isForeignStore(config.store) && !keepsStore(core.config, config)) return onOtherCode(core, config);
  return withLab(core, signal, async (lab) => {
    const keepStore = keepsStore(core.config, config);
    const outcome = await lab.configure(config, { keepStore });
    if (!outcome.ok) return outcome;
    core.config = config;
    core.followEndpoints(lab);
    core.run.emit({
      type: 'lab-configured',
      config: core.shownConfig,
      storeKept: keepStore,
      handler: core.handler,
    });
    core.stateNotifier.notify();
    return outcome;
  });
}

/** Starts the app anew, or an instance of it; what else it is to start with changes the options. */
export const restart = (
  core: PlaygroundCore,
  { options, ...restart }: Restart,
  signal: AbortSignal,
): Promise<Result> =>
  withLab(core, signal, async (lab) => {
    const merged = mergeOptions(core.config.options, options ?? {}, 'options');
    if (!merged.ok) return merged;
    const config = { ...core.config, options: merged.options };
    const outcome = await lab.restart({ ...restart, config });
    if (!outcome.ok) return { ok: false, problems: inPatch('options', outcome.problems) };
    core.config = config;
    core.run.collector.nudge();
    core.stateNotifier.notify();
    return outcome;
  });

/** Other code in a store or in the options has a lab of its own from its beginning. Where none can be started with it, the one before goes on. */
async function onOtherCode(core: PlaygroundCore, config: LabConfig): Promise<Result> {
  const before = core.config;
  const world = worldOf(core.run);
  await core.stopLab();
  for (const [request, { lab }] of world.underWay)
    if (lab !== null) core.run.emit({ type: 'aborted', request });
  core.config = config;
  core.logNotifier.notify();
  try {
    await core.keeper.start();
    return { ok: true };
  } catch (error) {
    core.config = before;
    const begun = await startAnew(core);
    if (!begun.ok) return begun;
    if (error instanceof ProblemError) return { ok: false, problems: [...error.problems] };
    return refuse('lab-ended', 'lab', {});
  }
}

/**
 * Puts a typed-in handler in, or takes it out: each has a lab of its own from its beginning, since it may change anything
 * in that, or keep it from answering.
 */
export async function setHandler(core: PlaygroundCore, source: string | null): Promise<Result> {
  const refusal = source === null ? null : syntaxRefusal(source);
  if (refusal !== null) return refusal;
  return source === null && core.handler === null ? { ok: true } : renewLab(core, source);
}

/** Changes what is wrong; the lab tells of it in its log. */
export const fault = (core: PlaygroundCore, patch: FaultPatch, signal: AbortSignal): Promise<Result> =>
  withLab(core, signal, async (lab) => {
    const { run } = core;
    run.faults = await lab.fault(patch);
    run.collector.nudge();
    core.stateNotifier.notify();
    return { ok: true };
  });

/** Puts other data into a stored session; the log tells of the write as of one outside any request. */
export const editSession = (core: PlaygroundCore, edit: SessionEdit, signal: AbortSignal): Promise<Result> =>
  withLab(core, signal, async (lab) => {
    const edited = await lab.editSession(edit);
    core.run.collector.nudge();
    return edited;
  });

/** Moves the clock of lab and jars. What has expired by then leaves the jars. */
export const advance = (core: PlaygroundCore, ms: number, signal: AbortSignal): Promise<Result> =>
  withLab(core, signal, async (lab) => {
    const { run } = core;
    const offset = run.clock + ms;
    if (Date.now() + offset > latestTime) {
      return refuse('too-late', 'ms', {});
    }
    await lab.setClock(offset);
    run.clock = offset;
    run.emit({ type: 'clock', offset });
    run.browsers.dropExpired(run.labNow());
    core.stateNotifier.notify();
    return { ok: true };
  });

/** The latest time that a Date holds, in ms since 1970, less the 400 days that a cookie may live on and a day of skew. */
const latestTime = 8.64e15 - 401 * 24 * 60 * 60 * 1000;
