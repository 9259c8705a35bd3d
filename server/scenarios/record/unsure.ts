import type { LogEvent } from '../../contract/events/events.ts';
import type { Faults } from '../../contract/faults/faults.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import type { Expiries } from './expiries.ts';
import { isRepeatable } from './repeatable.ts';
import { type Access, type Traffic, trafficOf } from './traffic.ts';

/** Who or what may go otherwise when it is done again: nothing is suggested of it. */
export type Unsure = {
  isEverything: boolean;
  browsers: ReadonlySet<string>;
  requests: ReadonlySet<string>;
  sids: ReadonlySet<string>;
  /** Why, each reason once. */
  notes: readonly string[];
};

type Done = {
  /** From where the recording begins. */
  events: readonly LogEvent[];
  /** What was wrong with the lab then. */
  faults: Faults;
  /** Browsers that had something in their jars then, which they will not have again. */
  laden: readonly string[];
  expiries: Expiries;
  /** Seq of the jars that were changed by hand, where no step has that. */
  byHand: ReadonlySet<number>;
  /** Why it cannot be done again as it was; null where it can. */
  lost: string | null;
  /** Source of one's own handler; null where none was used. */
  handler: string | null;
  /** What it begins with. */
  lab: LabConfig;
};

/** µs that two uses of one thing must lie apart for their order to be the same again, also on a busy machine. */
const apart = 100_000;

const notes = {
  raced:
    'Requests used one session or jar within 100 ms of each other: nothing is suggested of what may come out otherwise.',
  expired: 'Something ended, or nearly did, within 3 s of being used: nothing is suggested of it.',
  counted:
    'A failure was counted while requests overlapped: which of them it meets may be another next time.',
  function:
    'Your cookie function may give something else the next time (by what it asks beside the request): nothing is suggested.',
  handler:
    'Your own handler may do something else the next time (by what it asks beside the session, or after its answer): nothing is suggested.',
  gaveUp: 'A browser gave up while the lab went on: nothing is suggested of what came of it.',
};

/** What of a recording hangs by the moment, by what a scenario cannot do, or by who was there before. */
export function unsureIn({ events, faults, laden, expiries, byHand, lost, handler, lab }: Done): Unsure {
  const traffic = trafficOf(events);
  const since = { browsers: new Map<string, number>(), sids: new Map<string, number>() };
  const why = new Set<string>();
  const mark = (of: Map<string, number>, key: string | null, at: number, note: string | null) => {
    if (key === null || (of.get(key) ?? Number.POSITIVE_INFINITY) <= at) return;
    of.set(key, at);
    if (note !== null) why.add(note);
  };
  const markAll = (some: readonly Traffic[], note: string | null) => {
    const from = Math.min(...some.map(({ sentAt }) => sentAt));
    for (const one of some) {
      mark(since.browsers, one.browser, from, note);
      for (const sid of one.accesses.keys()) mark(since.sids, sid, from, note);
    }
  };
  for (const name of laden) mark(since.browsers, name, Number.NEGATIVE_INFINITY, null);
  for (const one of expiries.close)
    if ('sid' in one) mark(since.sids, one.sid, one.since, notes.expired);
    else mark(since.browsers, one.browser, one.since, notes.expired);
  for (const event of events)
    if (event.type === 'jar' && byHand.has(event.seq)) mark(since.browsers, event.browser, event.at, null);
    else if ((event.type === 'store-called' && event.byHand) || event.type === 'store-outside')
      mark(since.sids, event.sid, event.at, null);
  for (const event of events)
    if (event.type === 'sent' && event.mode === 'edited') mark(since.browsers, event.browser, event.at, null);
  markAll(
    traffic.filter(({ browser }) => browser === null),
    null,
  );
  for (const pair of racing(traffic)) markAll(pair, notes.raced);
  for (const some of counted(events, traffic, faults)) markAll(some, notes.counted);
  for (const one of gaveUp(events, traffic, faults)) markAll([one], notes.gaveUp);
  spread(traffic, since);

  const requests = traffic.filter((one) => isUnsure(one, since)).map(({ request }) => request);
  const own = lab.options.cookieFunction;
  const strange =
    handler !== null && !isRepeatable(handler)
      ? notes.handler
      : own !== null && !isRepeatable(own)
        ? notes.function
        : null;
  const changed = changedMeanwhile(events);
  for (const note of [lost, changed, strange]) if (note !== null) why.add(note);
  return {
    isEverything: strange !== null || lost !== null || changed !== null,
    browsers: new Set(since.browsers.keys()),
    requests: new Set(requests),
    sids: new Set(since.sids.keys()),
    notes: [...why],
  };
}

type Since = { browsers: Map<string, number>; sids: Map<string, number> };

const isUnsure = ({ browser, sentAt, accesses }: Traffic, { browsers, sids }: Since): boolean =>
  (browser !== null && (browsers.get(browser) ?? Number.POSITIVE_INFINITY) <= sentAt) ||
  [...accesses].some(([sid, uses]) =>
    uses.some(({ to }) => (sids.get(sid) ?? Number.POSITIVE_INFINITY) <= to),
  );

/** What is unsure of a browser is so of the sessions it uses, and of whoever else uses them. */
function spread(traffic: readonly Traffic[], since: Since): void {
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const one of traffic.filter((each) => isUnsure(each, since))) {
      const marks = [
        ...(one.browser === null ? [] : [[since.browsers, one.browser] as const]),
        ...[...one.accesses.keys()].map((sid) => [since.sids, sid] as const),
      ];
      for (const [of, key] of marks)
        if ((of.get(key) ?? Number.POSITIVE_INFINITY) > one.sentAt) {
          of.set(key, one.sentAt);
          isNew = true;
        }
    }
  }
}

/** Whether one was over before the other was sent: then it will be so again. */
const areInOrder = (one: Traffic, other: Traffic): boolean =>
  one === other ||
  (one.overAt !== null && one.overAt <= other.sentAt) ||
  (other.overAt !== null && other.overAt <= one.sentAt);

type Use = { readonly of: Traffic } & Access;

/** Two that used one session or one jar so near to each other that their order is chance; the first of each thing. */
function racing(traffic: readonly Traffic[]): Traffic[][] {
  const bySid = new Map<string, Use[]>();
  const byJar = new Map<string, Use[]>();
  const add = (uses: Map<string, Use[]>, key: string, use: Use) => {
    const known = uses.get(key);
    if (known === undefined) uses.set(key, [use]);
    else known.push(use);
  };
  for (const of of traffic) {
    for (const [sid, accesses] of of.accesses)
      for (const access of accesses) add(bySid, sid, { of, ...access });
    if (of.browser === null) continue;
    add(byJar, of.browser, { of, from: of.sentAt, to: of.sentAt, isWrite: false });
    for (const at of of.jarWrites) add(byJar, of.browser, { of, from: at, to: at, isWrite: true });
  }
  const inStore = [...bySid.values()].flatMap((uses) => firstConflict(uses, areInOrder));
  const inJars = [...byJar.values()].flatMap((uses) => firstConflict(uses, areJarsInOrder));
  return [...inStore, ...inJars];
}

/** What a browser is done with is done; sent in one turn, two take the jar as it is then; and a redirect's request is sent after what led to it. */
const areJarsInOrder = (one: Traffic, other: Traffic, both: readonly Use[]): boolean =>
  (one.endedAt !== null && one.endedAt <= other.sentAt) ||
  (other.endedAt !== null && other.endedAt <= one.sentAt) ||
  one.root === other.root ||
  (one.group !== null &&
    one.group === other.group &&
    one.after === other.after &&
    both.some(({ isWrite }) => !isWrite));

function firstConflict(
  uses: Use[],
  isOrdered: (one: Traffic, other: Traffic, both: readonly Use[]) => boolean,
): Traffic[][] {
  const sorted = uses.toSorted((a, b) => a.from - b.from);
  for (const [place, one] of sorted.entries())
    for (const other of sorted.slice(place + 1)) {
      if (!(one.isWrite || other.isWrite) || isOrdered(one.of, other.of, [one, other])) continue;
      // Of one that was given up nobody knows when it is over the next time.
      const isOver = one.of.overAt !== null && other.of.overAt !== null;
      if (!isOver || other.from - one.to < apart) return [[one.of, other.of]];
    }
  return [];
}

/** Goes through the log with what was wrong then, and which requests were under way. */
function withFaults(
  events: readonly LogEvent[],
  first: Faults,
  visit: (event: LogEvent, faults: Faults, open: ReadonlySet<string>) => void,
): void {
  const open = new Set<string>();
  let faults = first;
  for (const event of events) {
    visit(event, faults, open);
    if (event.type === 'faults') faults = event.faults;
    else if (event.type === 'sent') open.add(event.request);
    else if (event.type === 'received' || event.type === 'send-failed') open.delete(event.request);
  }
}

const isCounted = ({ store, server, process }: Faults): boolean =>
  [store.get, store.set, store.touch, store.destroy].some(
    (one) => typeof one?.fails === 'number' && one.fails > 0,
  ) ||
  [server.refuses, server.hangsUp].some((count) => typeof count === 'number' && count > 0) ||
  process.crashes !== 0;

/** Requests that were under way at once while so many failures were left. */
function counted(events: readonly LogEvent[], traffic: readonly Traffic[], first: Faults): Traffic[][] {
  const found: Traffic[][] = [];
  const known = new Map(traffic.map((one) => [one.request, one]));
  withFaults(events, first, (event, faults, open) => {
    if (event.type !== 'sent' || open.size === 0 || !isCounted(faults)) return;
    found.push([event.request, ...open].flatMap((request) => known.get(request) ?? []));
  });
  return found;
}

/** Requests that a browser gave up, or nearly did; and those that failed while the lab went on. */
function gaveUp(events: readonly LogEvent[], traffic: readonly Traffic[], first: Faults): Traffic[] {
  const found: Traffic[] = [];
  const known = new Map(traffic.map((one) => [one.request, one]));
  withFaults(events, first, (event, { sender }) => {
    if (event.type !== 'received' && event.type !== 'send-failed') return;
    const one = known.get(event.request);
    if (one === undefined || sender.givesUpAfter === 0) return;
    if (event.type === 'send-failed' || event.at - one.sentAt > sender.givesUpAfter * 500) found.push(one);
  });
  return found;
}

/** A change of the lab in the midst of requests: in a scenario a step waits for the one before. */
function changedMeanwhile(events: readonly LogEvent[]): string | null {
  const open = new Set<string>();
  for (const event of events) {
    if (event.type === 'sent') open.add(event.request);
    if (event.type === 'received' || event.type === 'send-failed') open.delete(event.request);
    const isChange =
      event.type === 'lab-configured' ||
      event.type === 'clock' ||
      event.type === 'lab-restarted' ||
      (event.type === 'faults' && !event.usedUp);
    const hasCut = event.type === 'lab-restarted' && event.cut.length > 0;
    if (hasCut || (isChange && open.size > 0))
      return 'The lab was changed while requests were under way, which a scenario cannot do: nothing is suggested.';
  }
  return null;
}
