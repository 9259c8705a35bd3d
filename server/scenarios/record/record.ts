import type { Horizon, LogEvent } from '../../contract/events/events.ts';
import type { Faults } from '../../contract/faults/faults.ts';
import { defaultLabConfig, type LabConfig } from '../../contract/options/lab-config.ts';
import type { Recording } from '../../contract/scenario/catalogue.ts';
import { type StepInput, scenarioFormat, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createWorld, fold } from '../../log/world.ts';
import { suggestedFor } from '../expectations/table.ts';
import { replay } from '../run/replay.ts';
import { createBatches } from './batches.ts';
import { isSameAround } from './changes-of.ts';
import { createNames } from './names.ts';
import { createNotes } from './notes.ts';
import type { Follow } from './request-of.ts';
import { hideSecrets } from './secrets.ts';
import { recordedStep } from './step-records.ts';

type Log = { horizon: Horizon | null; events: readonly LogEvent[] };

/** Steps that a recording has, and requests that expectations are suggested for, at most. */
const [maxSteps, maxRequests] = [300, 40];

/**
 * What was done in a lab, as a scenario that does it again: the requests, which of them overlapped, changes of options, of
 * the clock and of faults between them, cookies that were copied. `notes` say what a scenario cannot do. Null where nothing
 * was sent.
 */
export function record(log: Log): Recording | null {
  const { lab, browsers, steps, names, notes } = stepsOf(log);
  if (steps.length === 0) return null;
  const kept = steps.slice(0, maxSteps);
  if (kept.length < steps.length) notes.add(`Only the first ${maxSteps} steps are recorded.`);
  const scenario = scenarioSchema.parse(
    hideSecrets({ format: scenarioFormat, title: 'What I did', lab, browsers, steps: kept }),
  );
  const world = replay(log);
  const now = Date.now() + (log.events.findLast((event) => event.type === 'clock')?.offset ?? 0);
  const requests = new Map([...names.all()].slice(0, maxRequests).map(([request, name]) => [name, request]));
  const isComplete = kept.length === steps.length;
  return {
    scenario,
    suggested: isComplete ? suggestedFor({ world, now, browsers, requests }) : [],
    notes: notes.all(),
  };
}

function stepsOf({ horizon, events }: Log) {
  const notes = createNotes();
  const batches = createBatches();
  const names = createNames();
  const world = createWorld(horizon);
  const following = followedBy(events);
  const browsers = new Set<string>();
  let steps: StepInput[] = [];
  /** The place of the step that the present batch is. */
  let batchAt = 0;
  /** The lab's process is about to end because a step wants it so. */
  let isToCrash = false;
  let lab: LabConfig = horizon?.config ?? defaultLabConfig();
  if (horizon !== null) notes.add('It begins where the log does: what was dropped from it is not in it.');

  const beginAnew = (next: LabConfig, why: string): void => {
    if (steps.length > 0) notes.add(why);
    steps = [];
    browsers.clear();
    names.clear();
    lab = next;
  };

  for (const event of events) {
    if (event.type === 'faults') isToCrash = event.usedUp === true && isCrash(world.lab.faults, event.faults);
    if (event.type === 'lab-started') {
      if (!isToCrash) beginAnew(event.config, 'It begins with the last start of the lab.');
      isToCrash = false;
    }
    if (event.type === 'lab-configured') {
      if (!isSameAround(world.lab.config ?? lab, event.config)) {
        beginAnew(
          event.config,
          'It begins with the last change of the store, or of what is around the session.',
        );
      } else if (steps.length === 0) lab = event.config;
    }
    const placed = event.type === 'sent' ? batches.sent(event) : null;
    if (event.type === 'received' || event.type === 'send-failed') batches.over(event.request);
    const hasBegun = steps.length > 0;
    const step = recordedStep(event, { world, hasBegun, batch: placed?.batch ?? null, names, following });
    if (placed !== null && event.type === 'sent') {
      browsers.add(event.browser);
      if (placed.isFirst) batchAt = steps.length;
    }
    if (step === null || event.type !== 'jar') notes.about(event);
    if (step !== null) {
      if ('copyCookie' in step) browsers.add(step.copyCookie.from).add(step.copyCookie.to);
      steps[placed === null ? steps.length : batchAt] = step;
    }
    fold(world, event);
  }
  return { lab, browsers: [...browsers], steps, names, notes };
}

/** Whether what was used up is a crash of the process. */
const isCrash = ({ process: before }: Faults, { process: after }: Faults): boolean =>
  before.crashes === 'always' || after.crashes !== before.crashes;

/** How the redirects of each request were followed. */
function followedBy(events: readonly LogEvent[]): ReadonlyMap<string, Follow> {
  const received = new Set<string>();
  const following = new Map<string, Follow>();
  for (const event of events) {
    if (event.type === 'received') received.add(event.request);
    if (event.type !== 'sent' || event.redirectOf === null) continue;
    following.set(event.redirectOf, received.has(event.redirectOf) ? 'end' : 'headers');
  }
  return following;
}
