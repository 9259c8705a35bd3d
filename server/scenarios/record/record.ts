import type { Horizon, LogEvent } from '../../contract/events/events.ts';
import { noFaults, patchBetween } from '../../contract/faults/faults.ts';
import { defaultLabConfig, type LabConfig } from '../../contract/options/lab-config.ts';
import type { Recording } from '../../contract/scenario/catalogue.ts';
import { type StepInput, scenarioFormat, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { type Batch, createBatches, type Sent } from './batches.ts';
import { changedOptions, isSameAround } from './changes-of.ts';
import { createNames } from './names.ts';
import { createNotes } from './notes.ts';
import { requestOf } from './request-of.ts';
import { hideSecrets } from './secrets.ts';
import { suggestedFor } from './suggestions.ts';

type Log = { horizon: Horizon | null; events: readonly LogEvent[] };

/** Steps that a recording has at most, beside its suggested expectations. */
const maxSteps = 300;

/**
 * What was done in a lab, as a scenario that does it again: the requests, which of them overlapped, changes of options, of
 * the clock and of faults between them. `notes` say what a scenario cannot do. Null where nothing was sent.
 */
export function record(log: Log): Recording | null {
  const told = tell(log);
  if (told.steps.length === 0) return null;
  const { steps, suggested, notes } = { ...told, ...suggestedFor(log, told.names, told.browsers) };
  const kept = steps.slice(0, maxSteps);
  if (kept.length < steps.length) notes.add(`Only the first ${maxSteps} steps are recorded.`);
  const scenario = scenarioSchema.parse(
    hideSecrets({
      format: scenarioFormat,
      title: 'What I did',
      lab: told.lab,
      browsers: told.browsers,
      steps: kept,
    }),
  );
  const isComplete = kept.length === steps.length;
  return { scenario, suggested: isComplete ? suggested : [], notes: notes.all() };
}

function tell({ horizon, events }: Log) {
  const notes = createNotes();
  const batches = createBatches();
  const names = createNames();
  const steps: StepInput[] = [];
  const browsers = new Set<string>();
  const following = followedBy(events);
  let lab: LabConfig = horizon?.config ?? defaultLabConfig();
  let config = lab;
  let clock = horizon?.clock ?? 0;
  let faults = horizon?.faults ?? noFaults;
  if (horizon !== null) notes.add('It begins where the log does: what was dropped from it is not in it.');

  const restart = (next: LabConfig, why: string): void => {
    if (steps.length > 0) notes.add(why);
    steps.length = 0;
    browsers.clear();
    names.clear();
    lab = next;
  };
  const configured = (next: LabConfig): void => {
    if (!isSameAround(config, next)) {
      restart(next, 'It begins with the last change of the store, or of what is around the session.');
    } else if (steps.length === 0) lab = next;
    else {
      const patch = changedOptions(config.options, next.options);
      if (Object.keys(patch).length > 0) steps.push({ configure: patch as { [key: string]: never } });
    }
    config = next;
  };

  for (const event of events) {
    notes.about(event);
    switch (event.type) {
      case 'lab-started':
        if (steps.length > 0) restart(event.config, 'It begins with the last start of the lab.');
        lab = event.config;
        config = event.config;
        break;
      case 'lab-configured':
        configured(event.config);
        break;
      case 'clock':
        if (steps.length > 0 && event.offset > clock) steps.push({ advance: event.offset - clock });
        clock = event.offset;
        break;
      case 'faults': {
        // A failure that is used up is told too; it is no step.
        const fault = event.usedUp ? null : patchBetween(faults, event.faults);
        if (fault !== null) steps.push({ fault });
        faults = event.faults;
        break;
      }
      case 'sent': {
        const placed = batches.sent(event);
        if (placed === null) break;
        browsers.add(event.browser);
        names.name(event.request);
        if (placed.isFirst) steps.push({ wait: 0 });
        steps[steps.length - 1] = stepOf(placed.batch, names, following);
        break;
      }
      case 'received':
      case 'send-failed':
        batches.over(event.request);
        break;
      default:
    }
  }
  return { lab, browsers: [...browsers], steps, names, notes };
}

type Follow = 'never' | 'end' | 'headers';

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

function stepOf(
  { sent }: Batch,
  names: ReturnType<typeof createNames>,
  following: ReadonlyMap<string, Follow>,
): StepInput {
  const requests = sent.map((each) => {
    const follow = following.get(each.request) ?? 'never';
    return requestOf(each, { id: names.name(each.request), after: delayOf(each, sent), follow });
  });
  const [only] = requests;
  return requests.length === 1 && only !== undefined ? { send: only } : { together: requests };
}

/** ms after the first of its batch: as it was asked for where they were sent together, else as it was. */
function delayOf(each: Sent, [first = each]: readonly Sent[]): number {
  const isTogether = each.group !== null && each.group === first.group;
  return isTogether ? (each.after ?? 0) : Math.round((each.at - first.at) / 1000);
}
