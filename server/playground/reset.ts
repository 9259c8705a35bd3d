import { defaultLabConfig } from '../contract/lab-config.ts';
import type { Outcome } from '../contract/state.ts';
import { storedKey } from '../contract/stored-key.ts';
import { createPresent, foldEvent, type Present } from './log/horizon.ts';
import type { Run } from './run.ts';
import type { Stage } from './stage.ts';

/** What a reset put aside. */
export type Undo = { run: Run; sessions: Readonly<Record<string, string>> };

/** ms that a lab which does not answer is given before it is ended all the same. */
const patience = 1000;

/** A fresh lab, store, clock and log, and the same browsers with empty jars. Returns what was put aside. */
export async function reset(stage: Stage): Promise<{ undo: Undo; outcome: Outcome }> {
  const undo = await putAside(stage);
  stage.run = stage.newRun(undo.run.browsers.all().map(({ info }) => ({ browser: info, cookies: [] })));
  return { undo, outcome: await startAnew(stage) };
}

/** Brings back what was put aside: log, jars, clock and sessions. Options and handler stay, unless others are given. */
export async function undoReset(
  stage: Stage,
  undo: Undo,
  { config, handler }: Pick<Stage, 'config' | 'handler'> = stage,
): Promise<Outcome> {
  await putAside(stage);
  stage.config = config;
  stage.handler = handler;
  stage.run = undo.run;
  stage.revive(undo.sessions, storedInLog(undo.run));
  undo.run.dispatcher.resume();
  return startAnew(stage);
}

/** Starts the lab of a run that is new on the stage. */
export async function startAnew(stage: Stage): Promise<Outcome> {
  stage.logBell.ring();
  try {
    await stage.keeper.start();
    return { ok: true };
  } catch (error) {
    stage.keeper.startSometime();
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      at: 'lab',
      message: `a fresh lab could not be started: ${reason} It is tried again.`,
    };
  }
}

/** Ends everything that is under way, and the lab with it. */
export async function putAside(stage: Stage): Promise<Undo> {
  const { run } = stage;
  run.dispatcher.stop();
  const lab = stage.keeper.current();
  let sessions: Readonly<Record<string, string>> | null = null;
  if (lab && lab.blockedFor() === 0) {
    stage.pump.nudge();
    const asked = Promise.all([lab.sessions(), run.collector.reached(run.stopwatch.now())]).catch(() => null);
    const answer = await Promise.race([asked, afterPatience()]);
    if (answer) [sessions] = answer;
  }
  await stage.stopLab();
  run.log.labGone();
  return { run, sessions: sessions ?? textsOf(storedInLog(run)) };
}

const afterPatience = () => new Promise<null>((resolve) => setTimeout(resolve, patience, null));

/** The stored sessions as the log has them. */
function storedInLog({ log }: Run): Present['sessions'] {
  const present = createPresent(defaultLabConfig());
  for (const stored of log.horizon()?.sessions ?? []) {
    present.sessions.set(storedKey(stored.sid, stored.place), stored);
  }
  for (const event of log.slice(log.first(), log.next() - log.first())) foldEvent(present, event);
  return present.sessions;
}

const textsOf = (sessions: Present['sessions']): Record<string, string> =>
  Object.fromEntries([...sessions].map(([key, { session }]) => [key, session]));
