import { isFaulty, noFaults } from '../contract/faults/faults.ts';
import type { KeptRun } from '../contract/kept-run.ts';
import { isElsewhere, storeOfKind } from '../contract/stores/store-kinds.ts';
import { createEventLog } from '../log/event-log.ts';
import type { PlaygroundCore } from './playground-core.ts';
import { startAnew, storedInLog, textsOf, type Undo, worldOf } from './reset.ts';

/** Bytes of events that are kept; older ones go in whole requests. */
const mostBytes = 8 * 1024 * 1024;

/** The user's own lab, as it could go on later. `aside`: where a scenario has its place. */
export function keepRun(
  core: PlaygroundCore,
  aside: (Undo & Pick<KeptRun, 'config' | 'handler'>) | null,
): KeptRun {
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
    sessions: aside?.sessions ?? textsOf(storedInLog(run)),
  };
}

/** Goes on with it, in a fresh lab. A handler that cannot be started is left out, as one that was just set is. */
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
  core.revive(kept.sessions, world.sessions);
  const started = await startAnew(core, { isHandlerNew: true });
  if (started.ok || !isElsewhere(core.config.store)) return;
  // Whoever starts the app is to have a lab, whatever runs beside it today.
  core.config = { ...core.config, store: storeOfKind('memory') };
  core.run.emit({
    type: 'error',
    request: null,
    message: 'The store that this lab had cannot be opened, so it goes on with MemoryStore.',
    stack: null,
  });
  await startAnew(core, { isHandlerNew: true });
}
