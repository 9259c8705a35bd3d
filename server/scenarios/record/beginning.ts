import type { Horizon, LogEvent } from '../../contract/events/events.ts';
import type { Faults } from '../../contract/faults/faults.ts';
import { defaultLabConfig, type LabConfig } from '../../contract/options/lab-config.ts';
import { isOwnHandlerPath } from '../../contract/scenario/own-handler.ts';
import { createWorld, fold, type World } from '../../log/world.ts';
import { isSameAround } from './changes-of.ts';

/** From where a log can be done again: the last start of the lab, or the last change that no step can make. */
export type Beginning = {
  /** The place in the log of the first event that is recorded. */
  at: number;
  lab: LabConfig;
  /** Source of the handler that answers at `ownHandlerPath` from there on; null for none. */
  handler: string | null;
  faults: Faults;
  /** ms by which the lab's clock was moved already. */
  clock: number;
  /** Browsers with something in their jars, which they will not have again. */
  laden: string[];
  /** Something was stored already. */
  isStoreLaden: boolean;
  /** Why what follows cannot come out as it did; null where it can. */
  lost: string | null;
  notes: string[];
};

const words = {
  start: 'It begins with the last start of the lab.',
  handler: 'It begins with the last change of your own handler.',
  store:
    'It begins with the last change of the store, of the cookie function, or of what is around the session.',
  horizon: 'It begins where the log does: what was dropped from it is not in it.',
  underWay: 'Requests were under way when it begins: nothing is suggested of what came of them.',
  date: 'The options fix a date at which sessions end, which is another time away the next day: nothing is suggested.',
};

export function beginningOf({
  horizon,
  events,
}: {
  horizon: Horizon | null;
  events: readonly LogEvent[];
}): Beginning {
  const world = createWorld(horizon);
  const open = new Set<string>();
  let lab = horizon?.config ?? defaultLabConfig();
  let handler = horizon?.handler ?? null;
  let found = { at: 0, ...stateOf(world) };
  let [isOpen, hasSent, isToCrash, isHandlerUsed] = [false, false, false, false];
  let why: string | null = null;

  for (const [place, event] of events.entries()) {
    if (event.type === 'faults') isToCrash = event.usedUp === true && isCrash(world.lab.faults, event.faults);
    const anew = reasonIn(event, { world, lab, handler, isToCrash, isHandlerUsed });
    if (event.type === 'lab-started') isToCrash = false;
    const isChanged = event.type === 'lab-configured' || event.type === 'lab-restarted';
    if (isChanged && !hasSent) lab = event.config;
    if ('handler' in event) handler = event.handler;
    if (event.type === 'sent') {
      isHandlerUsed ||= isOwnHandlerPath(event.url);
      open.add(event.request);
      hasSent = true;
    }
    if (event.type === 'received' || event.type === 'send-failed') open.delete(event.request);
    fold(world, event);
    if (anew === null) continue;
    if (hasSent) why = anew.why;
    lab = anew.config;
    found = { at: place + 1, ...stateOf(world) };
    [isOpen, hasSent, isHandlerUsed] = [open.size > 0, false, false];
  }
  const configs = [lab, ...events.slice(found.at).flatMap((one) => ('config' in one ? [one.config] : []))];
  const isDated = configs.some(({ options }) => options.cookie.expires != null);
  const lost =
    horizon !== null && found.at === 0
      ? words.horizon
      : isOpen
        ? words.underWay
        : isDated
          ? words.date
          : null;
  return { ...found, lab, handler: isHandlerUsed ? handler : null, lost, notes: why === null ? [] : [why] };
}

type Before = {
  world: World;
  lab: LabConfig;
  handler: string | null;
  isToCrash: boolean;
  /** A request came to the handler that there was. */
  isHandlerUsed: boolean;
};

function reasonIn(
  event: LogEvent,
  { world, lab, handler, isToCrash, isHandlerUsed }: Before,
): { config: LabConfig; why: string } | null {
  if (event.type === 'lab-started') return isToCrash ? null : { config: event.config, why: words.start };
  if (event.type !== 'lab-configured') return null;
  const { config } = event;
  if (isHandlerUsed && event.handler !== handler) return { config, why: words.handler };
  return isSameAround(world.lab.config ?? lab, config) ? null : { config, why: words.store };
}

const stateOf = (world: World) => ({
  faults: world.lab.faults,
  clock: world.lab.clock,
  laden: [...world.browsers.values()]
    .filter(({ cookies }) => cookies.length > 0)
    .map(({ browser }) => browser.name),
  isStoreLaden: world.sessions.size > 0,
});

/** Whether what was used up is a crash of the process. */
const isCrash = ({ process: before }: Faults, { process: after }: Faults): boolean =>
  before.crashes === 'always' || after.crashes !== before.crashes;
