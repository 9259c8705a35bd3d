import { type Refused, type Result, refuse } from '../contract/errors.ts';
import { wholeLength } from '../contract/events/cut-text.ts';
import { messageOf } from '../contract/message-of.ts';
import { foldRecord } from '../log/event-log.ts';
import { createWorld, type World } from '../log/world.ts';
import { ProblemError } from '../words/problems.ts';
import type { PlaygroundCore } from './playground-core.ts';
import type { Run } from './run.ts';

/** What a reset put aside. */
export type Undo = { run: Run; sessions: Readonly<Record<string, string>> };

/** ms that a lab which does not answer is given before it is ended all the same. */
const stepDeadline = 1000;

/** A fresh lab, store, clock and log, and the same browsers with empty jars. Returns what was put aside. */
export async function reset(core: PlaygroundCore): Promise<{ undo: Undo; outcome: Result }> {
  const undo = await takeSnapshot(core);
  core.run = core.newRun(undo.run.browsers.all().map(({ info }) => ({ browser: info, cookies: [] })));
  return { undo, outcome: await startAnew(core) };
}

/** Brings back what was put aside: log, jars, clock and sessions. Options and handler stay, unless others are given. */
export async function undoReset(
  core: PlaygroundCore,
  undo: Undo,
  { config, handler }: Pick<PlaygroundCore, 'config' | 'handler'> = core,
): Promise<Result> {
  await takeSnapshot(core);
  core.config = config;
  core.handler = handler;
  core.run = undo.run;
  core.revive(undo.sessions, storedInLog(undo.run));
  undo.run.dispatcher.resume();
  return startAnew(core);
}

/**
 * A fresh lab with this handler, and these options, in place of the present ones, in the same run: what is stored stays, what
 * is under way in the lab ends. Also where the present one does not answer any more. Where none can be started with them, one
 * as before goes on.
 */
export async function renewLab(
  core: PlaygroundCore,
  handler: string | null,
  config = core.config,
): Promise<Result> {
  const { run, handler: before, config: configBefore } = core;
  const sessions = await sessionsOf(core);
  await core.stopLab();
  const world = worldOf(run);
  for (const [request, { lab }] of world.underWay) if (lab !== null) run.emit({ type: 'aborted', request });
  core.handler = handler;
  if (config !== configBefore) core.config = config;
  core.revive(sessions ?? textsOf(world.sessions), world.sessions);
  if (handler === null && config === configBefore) return startAnew(core);
  core.logNotifier.notify();
  try {
    await core.keeper.start();
    return { ok: true };
  } catch (error) {
    core.handler = before;
    if (config !== configBefore) core.config = configBefore;
    const begun = await startAnew(core);
    if (!begun.ok) return begun;
    if (error instanceof ProblemError) return { ok: false, problems: [...error.problems] };
    return refuse('lab-ended', 'lab', {});
  }
}

/**
 * Starts the lab of a run that has just begun. With a handler that has not run before, the handler is what is refused, and
 * the lab starts without it.
 */
export async function startAnew(
  core: PlaygroundCore,
  { isHandlerNew = false }: { isHandlerNew?: boolean } = {},
): Promise<Result> {
  core.logNotifier.notify();
  try {
    await core.keeper.start();
    return { ok: true };
  } catch (error) {
    const refusal = isHandlerNew && core.handler !== null && !isOfStore(error) ? handlerRefusal(error) : null;
    if (refusal !== null) core.handler = null;
    core.keeper.startSometime();
    if (refusal !== null) return refusal;
    return refuse('lab-not-started', 'lab', { reason: messageOf(error) });
  }
}

/** Whether it is the store that cannot be had. */
const isOfStore = (error: unknown): boolean =>
  error instanceof ProblemError && error.problems.some(({ at }) => at.startsWith('store.'));

/** What a lab that could not be started with a handler says of it. */
export const handlerRefusal = (error: unknown): Refused =>
  error instanceof ProblemError
    ? { ok: false, problems: [...error.problems] }
    : refuse('handler-not-started', 'handler', { reason: messageOf(error) });

/** Ends everything that is under way, and the lab with it. */
export async function takeSnapshot(core: PlaygroundCore): Promise<Undo> {
  const { run } = core;
  run.dispatcher.stop();
  const sessions = await sessionsOf(core);
  await core.stopLab();
  run.log.labGone();
  return { run, sessions: sessions ?? textsOf(storedInLog(run)) };
}

/** What the lab has stored; null where it does not answer in time. */
export async function sessionsOf({
  keeper,
  run,
}: PlaygroundCore): Promise<Readonly<Record<string, string>> | null> {
  const lab = keeper.current();
  if (lab === null || lab.blockedFor() > 0) return null;
  const asked = Promise.all([lab.sessions(), run.collector.settled()]).catch(() => null);
  const answer = await Promise.race([asked, afterDeadline()]);
  return answer === null ? null : answer[0];
}

const afterDeadline = () => new Promise<null>((resolve) => setTimeout(resolve, stepDeadline, null));

/** What is true at the end of the log. */
export function worldOf({ log }: Run): World {
  const world = createWorld(log.horizon());
  for (const event of log.slice(log.first(), log.next() - log.first())) foldRecord(world, event);
  return world;
}

/** The stored sessions as the log has them. */
export const storedInLog = (run: Run): World['sessions'] => worldOf(run).sessions;

/** Those of which the log has a part only are not brought back: they would be other sessions. */
export const textsOf = (sessions: World['sessions']): Record<string, string> =>
  Object.fromEntries(
    [...sessions].flatMap(([key, { session }]) => (isWhole(session) ? [[key, session] as const] : [])),
  );

const isWhole = (session: string): boolean =>
  !session.includes('shown in part') || wholeLength(JSON.parse(session)) === null;
