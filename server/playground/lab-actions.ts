import type { FaultPatch } from '../contract/faults.ts';
import { keepsStore, type LabConfig } from '../contract/lab-config.ts';
import type { Outcome, Refusal } from '../contract/state.ts';
import type { Lab } from '../lab/lab.ts';
import type { Stage } from './stage.ts';

const notThere: Refusal = {
  ok: false,
  at: 'lab',
  message: 'the lab ended before it could answer. A fresh one is on its way: try again in a moment.',
};

/** Does something with the lab, waiting for a fresh one where it has just ended. */
async function withLab(
  stage: Stage,
  signal: AbortSignal,
  act: (lab: Lab) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await act(stage.keeper.current() ?? (await stage.keeper.next(signal)));
  } catch {
    return notThere;
  }
}

/** Changes the options. The store is kept while it stays of its kind. */
export const configure = (stage: Stage, config: LabConfig, signal: AbortSignal): Promise<Outcome> =>
  withLab(stage, signal, async (lab) => {
    const keepStore = keepsStore(stage.config, config);
    const outcome = await lab.configure(config, { keepStore });
    if (!outcome.ok) return outcome;
    stage.config = config;
    stage.followSecond(lab);
    stage.run.tell({ type: 'lab-configured', config, storeKept: keepStore, handler: stage.handler });
    stage.stateBell.ring();
    return outcome;
  });

export const setHandler = (stage: Stage, source: string | null, signal: AbortSignal): Promise<Outcome> =>
  withLab(stage, signal, async (lab) => {
    const outcome = await lab.setHandler(source);
    if (!outcome.ok) return outcome;
    stage.handler = source;
    stage.run.tell({ type: 'lab-configured', config: stage.config, storeKept: true, handler: source });
    stage.stateBell.ring();
    return outcome;
  });

/** Changes what is wrong with the stores; the lab tells of it in its log. */
export const fault = (stage: Stage, patch: FaultPatch, signal: AbortSignal): Promise<Outcome> =>
  withLab(stage, signal, async (lab) => {
    const { run } = stage;
    run.faults = await lab.fault(patch);
    stage.pump.nudge();
    stage.stateBell.ring();
    return { ok: true };
  });

/** Moves the clock of lab and jars. What has expired by then leaves the jars. */
export const advance = (stage: Stage, ms: number, signal: AbortSignal): Promise<Outcome> =>
  withLab(stage, signal, async (lab) => {
    const { run } = stage;
    const offset = run.clock + ms;
    if (Date.now() + offset > latestTime) {
      return { ok: false, at: 'ms', message: 'no Date can be that late. Reset to set the clock back.' };
    }
    await lab.setClock(offset);
    run.clock = offset;
    run.tell({ type: 'clock', offset });
    run.browsers.dropExpired(run.labNow());
    stage.stateBell.ring();
    return { ok: true };
  });

/** The latest time that a Date holds, in ms since 1970, less the 400 days that a cookie may live on. */
const latestTime = 8.64e15 - 400 * 24 * 60 * 60 * 1000;
