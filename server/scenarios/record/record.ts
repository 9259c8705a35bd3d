import type { Horizon, LogEvent } from '../../contract/events/events.ts';
import { noFaults, patchBetween } from '../../contract/faults/faults.ts';
import type { Recording, Suggested } from '../../contract/scenario/catalogue.ts';
import { reachesOwnHandler } from '../../contract/scenario/own-handler.ts';
import { type StepInput, scenarioFormat, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createWorld, fold } from '../../log/world.ts';
import { sessionOf } from '../expectations/browser-session.ts';
import type { Recorded } from '../expectations/row.ts';
import { meaningOf, suggestedFor } from '../expectations/table.ts';
import { replay } from '../run/replay.ts';
import { createBatches } from './batches.ts';
import { type Beginning, beginningOf } from './beginning.ts';
import { expiriesIn } from './expiries.ts';
import { createNames } from './names.ts';
import { createNotes } from './notes.ts';
import type { Follow } from './request-of.ts';
import { hideSecrets } from './secrets.ts';
import { recordedStep } from './step-records.ts';
import { type Unsure, unsureIn } from './unsure.ts';

/** `startedAt`: the real clock at µs 0 of its events, in ms since 1970. */
type Log = { startedAt: number; horizon: Horizon | null; events: readonly LogEvent[] };

/** Steps that a recording has, and requests that expectations are suggested for, at most. */
const [maxSteps, maxRequests] = [300, 40];

/**
 * What was done in a lab, as a scenario that does it again: the requests, which of them overlapped, changes of options, of
 * the clock and of faults between them, cookies that were copied, and time that passed where something ended by it. What it
 * suggests holds in every replay. `notes` say what a scenario cannot do, and what may come out otherwise. Null where
 * nothing was sent.
 */
export function record(log: Log): Recording | null {
  const first = beginningOf(log);
  const events = log.events.slice(first.at);
  const end = events.findLast((event) => event.type !== 'printed' && !isExpiry(event))?.at ?? 0;
  const { clock } = first;
  const expiries = expiriesIn(events, {
    startedAt: log.startedAt,
    end,
    clock,
    skew: first.faults.clock.skew,
  });
  const { browsers, steps, names, notes, byHand } = stepsOf(log, first, expiries.needGaps);
  if (browsers.length === 0) return null;
  const kept = steps.slice(0, maxSteps);
  if (kept.length < steps.length) notes.add(`Only the first ${maxSteps} steps are recorded.`);
  const unsure = unsureIn({ ...first, events, expiries, byHand });
  if (first.lab.options.cookieFunction !== null)
    notes.add(
      'Your cookie function goes along, as its code: whoever opens the file is asked before it runs.',
    );
  for (const note of unsure.notes) notes.add(note);
  const scenario = scenarioSchema.parse(
    hideSecrets({
      format: scenarioFormat,
      title: 'What I did',
      lab: {
        ...first.lab,
        ...(first.handler !== null && reachesOwnHandler(kept) && { handler: first.handler }),
      },
      browsers,
      steps: kept,
    }),
  );
  const offset = log.events.findLast((event) => event.type === 'clock')?.offset ?? clock;
  const requests = new Map([...names.all()].slice(0, maxRequests).map(([request, name]) => [name, request]));
  const isComplete = kept.length === steps.length;
  const now = log.startedAt + Math.round(end / 1000) + offset;
  const recorded = { world: replay(log), now, browsers, requests };
  return {
    scenario,
    suggested: isComplete ? suggestedFor(recorded).filter(isSure(recorded, unsure, first.isStoreLaden)) : [],
    notes: notes.all(),
  };
}

/** Whether what a suggestion is about goes the same way in every replay. */
function isSure(recorded: Recorded, unsure: Unsure, isStoreLaden: boolean) {
  const { world, now, requests } = recorded;
  const isSureOf = (browser: string): boolean => {
    const session = sessionOf(world, browser, now);
    return !(unsure.browsers.has(browser) || (session.found && unsure.sids.has(session.sid)));
  };
  const isAll = !isStoreLaden && unsure.browsers.size + unsure.requests.size + unsure.sids.size === 0;
  return ({ expectation }: Suggested): boolean => {
    if (unsure.isEverything || ('sessions' in expectation && !isAll)) return false;
    const about = meaningOf(expectation, '');
    return (
      about.browsers.every(({ name }) => isSureOf(name)) &&
      about.requests.every(({ name }) => !unsure.requests.has(requests.get(name) ?? name))
    );
  };
}

/** A cookie that was dropped because its time was over. */
const isExpiry = (event: LogEvent): boolean =>
  event.type === 'jar' &&
  event.request === null &&
  event.verdicts.length > 0 &&
  event.verdicts.every(({ rule }) => rule === 'jar-expired');

/** `hasGaps`: with the time that passed between the steps. */
function stepsOf({ horizon, events }: Log, first: Beginning, hasGaps: boolean) {
  const notes = createNotes();
  for (const note of first.notes) notes.add(note);
  const batches = createBatches();
  const names = createNames();
  const world = createWorld(horizon);
  for (const event of events.slice(0, first.at)) fold(world, event);
  const following = followedBy(events);
  const browsers = new Set<string>();
  const byHand = new Set<number>();
  const fault = patchBetween(noFaults, first.faults);
  const steps: StepInput[] = fault === null ? [] : [{ fault }];
  /** The place of the step that the present batch is. */
  let batchAt = 0;
  /** µs since when nothing was under way; null while something is, and before the first request. */
  let idleSince: number | null = null;

  const pass = (until: number): void => {
    const ms = idleSince === null || !hasGaps ? 0 : Math.round((until - idleSince) / 1000);
    if (ms > 0) steps.push({ advance: ms });
  };

  for (const event of events.slice(first.at)) {
    const placed = event.type === 'sent' ? batches.sent(event) : null;
    if (event.type === 'received' || event.type === 'send-failed') {
      if (batches.over(event.request)) idleSince = event.at;
    }
    const hasBegun = browsers.size > 0;
    const step = recordedStep(event, { world, hasBegun, batch: placed?.batch ?? null, names, following });
    if (placed !== null && event.type === 'sent') {
      browsers.add(event.browser);
      if (placed.isFirst) {
        pass(event.at);
        batchAt = steps.length;
      }
      idleSince = null;
    }
    if (step === null || event.type !== 'jar') notes.about(event);
    if (step === null && event.type === 'jar' && event.request === null && !isExpiry(event))
      byHand.add(event.seq);
    if (step !== null) {
      if ('copyCookie' in step) browsers.add(step.copyCookie.from).add(step.copyCookie.to);
      if (placed !== null) steps[batchAt] = step;
      else {
        pass(event.at);
        if (idleSince !== null) idleSince = event.at;
        steps.push(step);
      }
    }
    fold(world, event);
  }
  return { browsers: [...browsers], steps, names, notes, byHand };
}

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
