import { problem } from '../contract/errors.ts';
import { cutSession, wholeLength } from '../contract/events/cut-text.ts';
import { isFaulty, noFaults } from '../contract/faults/faults.ts';
import type { KeptRun } from '../contract/kept-run.ts';
import { isElsewhere, storeOfKind } from '../contract/stores/store-kinds.ts';
import { createEventLog } from '../log/event-log.ts';
import type { World } from '../log/world.ts';
import { sentenceOf } from '../words/problems.ts';
import type { PlaygroundCore } from './playground-core.ts';
import { sessionsOf, startAnew, storedInLog, textsOf, type Undo, worldOf } from './reset.ts';

type Texts = Readonly<Record<string, string>>;

/** Bytes of events that are kept; older ones go in whole requests. */
const mostBytes = 8 * 1024 * 1024;
/** Bytes of sessions, as they are written. */
const mostSessionBytes = 8 * 1024 * 1024;
/** Characters of sessions that a lab may have and still be asked for them with every write. */
const mostAsked = 32 * 1024 * 1024;

/**
 * The user's own lab, as it could go on later. `own`: that lab where a scenario has its place. Of the sessions those are
 * left out that are too large to be kept; who goes on tells of them as lost.
 */
export async function keepRun(
  core: PlaygroundCore,
  own: () => (Undo & Pick<KeptRun, 'config' | 'handler'>) | null,
): Promise<KeptRun> {
  // Before anything else is looked at, so that all the rest is of one moment.
  const inLab = own() === null && isWorthAsking(core) ? await sessionsOf(core) : null;
  const aside = own();
  const { run, config, handler } = aside ?? { run: core.run, config: core.config, handler: core.handler };
  const whole = run.log;
  const events = whole.slice(whole.first(), whole.next() - whole.first());
  const isLarge = events.reduce((size, event) => size + event.size(), 0) > mostBytes;
  const log = isLarge
    ? createEventLog({
        epoch: 0,
        startedAt: whole.startedAt,
        maxEvents: events.length,
        maxBytes: mostBytes,
        config,
        beginning: { first: whole.first(), horizon: whole.horizon(), events: [] },
      })
    : whole;
  if (log !== whole) log.append(events.map((event) => event.parsed()));
  const stored = storedInLog(run);
  const texts = aside?.sessions ?? { ...textsOf(stored), ...wholeOf(stored, inLab ?? {}) };
  return {
    config: core.secrets.mask(config),
    handler,
    browsers: run.browsers.all().map(({ info, jar }) => ({ browser: info, cookies: jar.cookies() })),
    clock: run.clock,
    log: {
      startedAt: whole.startedAt,
      first: log.first(),
      horizon: log.horizon(),
      events: log.slice(log.first(), log.next() - log.first()).map((event) => event.parsed()),
    },
    sessions: newestOf(stored, texts),
  };
}

/** The log has sessions in part only, which the lab has whole, and not too many of them. */
function isWorthAsking({ run }: PlaygroundCore): boolean {
  if (run.log.horizon()?.droppedSessions) return false;
  const stored = storedInLog(run);
  const told = textsOf(stored);
  const parts = [...stored].filter(([key]) => !Object.hasOwn(told, key));
  const size = parts.reduce((sum, [, { session }]) => sum + (wholeLength(JSON.parse(session)) ?? 0), 0);
  return parts.length > 0 && size <= mostAsked;
}

/** The sessions of the lab that are those of the log. */
const wholeOf = (stored: World['sessions'], inLab: Texts): Texts =>
  Object.fromEntries(
    Object.entries(inLab).filter(([key, text]) => stored.get(key)?.session === cutSession(text)),
  );

/** Those stored last, as many as are kept. */
function newestOf(stored: World['sessions'], texts: Texts): Texts {
  const seqOf = (key: string) => stored.get(key)?.seq ?? -1;
  let left = mostSessionBytes;
  const newest = Object.entries(texts).sort(([one], [other]) => seqOf(other) - seqOf(one));
  const kept = newest.filter(([key, text]) => {
    const size = text.length > left ? text.length : Buffer.byteLength(JSON.stringify([key, text]));
    if (size > left) return false;
    left -= size;
    return true;
  });
  return Object.fromEntries(kept);
}

/**
 * Goes on with it, in a fresh lab. A handler that cannot be started is left out, as one that was just set is. What there
 * was and is no more is told in the log.
 */
export async function resumeRun(core: PlaygroundCore, kept: KeptRun): Promise<void> {
  const given = core.secrets.unmask(kept.config, []);
  // What is not kept, such as a store's password, cannot be had back.
  core.config = given.ok ? given.config : { ...kept.config, store: storeOfKind('memory') };
  core.handler = kept.handler;
  core.run.collector.close();
  core.run = core.newRun(kept.browsers, kept);
  const world = worldOf(core.run);
  for (const [request, { browser, lab }] of world.underWay) {
    if (lab !== null) core.run.emit({ type: 'aborted', request });
    if (browser)
      core.run.emit({
        type: 'send-failed',
        request,
        message: 'The app was ended before the response was in.',
      });
  }
  if (isFaulty(world.lab.faults)) core.run.emit({ type: 'faults', faults: noFaults });
  if (!given.ok) {
    const { kind } = kept.config.store;
    core.emitError(sentenceOf(problem('kept-store-not-opened', 'store', { kind })));
  }
  core.revive(kept.sessions, world.sessions);
  const started = await startAnew(core, { isHandlerNew: true });
  if (!started.ok && kept.handler !== null && core.handler === null) {
    const reason = started.problems.map(sentenceOf).join(' ');
    core.emitError(sentenceOf(problem('kept-handler-not-started', 'handler', { reason })));
  }
  if (started.ok || !isElsewhere(core.config.store)) return;
  // Whoever starts the app is to have a lab, whatever runs beside it today.
  core.config = { ...core.config, store: storeOfKind('memory') };
  core.emitError(sentenceOf(problem('kept-store-gone', 'store', { kind: kept.config.store.kind })));
  await startAnew(core, { isHandlerNew: true });
}
