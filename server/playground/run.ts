import type { BrowserInfo, EventBody, JarCookie, LogEvent } from '../contract/events/events.ts';
import { type Faults, noFaults } from '../contract/faults/faults.ts';
import type { KeptRun } from '../contract/kept-run.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { appliedFaults } from '../lab/faults/applied-faults.ts';
import type { SecretHider } from '../lab/store-secrets.ts';
import { type Collector, createCollector } from '../log/collector.ts';
import { createEventLog, type EventLog } from '../log/event-log.ts';
import type { EventRecord } from '../log/event-record.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { type BrowserSet, createBrowserSet } from './browsers/browser-set.ts';
import { createBrowserSource } from './browsers/browser-source.ts';
import { createDispatcher, type Dispatcher, type DispatcherSettings } from './requests/dispatcher.ts';
import { createRequestEnds } from './requests/request-ends.ts';
import { createRequestIds } from './requests/request-ids.ts';

/** What begins anew with a reset and comes back when that is undone: a log, and the jars and the clock that go with it. */
export type Run = {
  readonly log: EventLog;
  /** Time of `process.hrtime` at µs 0. */
  readonly origin: bigint;
  readonly collector: Collector;
  readonly browsers: BrowserSet;
  readonly dispatcher: Dispatcher;
  /** ms that the lab's clock is ahead. */
  clock: number;
  /** What is wrong, as far as that is known by now. */
  faults: Faults;
  /** Tells an event that happens now. */
  emit(event: EventBody): void;
  labNow(): number;
  /** Number of the next request that comes from outside. */
  nextOutside(): number;
};

export type RunSettings = {
  epoch: number;
  maxEvents: number;
  config: LabConfig;
  /** Takes secrets out of what is told. */
  hide: SecretHider['hide'];
  browsers: ReadonlyArray<{ browser: BrowserInfo; cookies: readonly JarCookie[] }>;
  /** A log that was kept, which it goes on with: the browsers are those that it ends with. */
  beginning?: Pick<KeptRun, 'log' | 'clock'> | undefined;
  onLogged(events: readonly EventRecord[]): void;
} & Pick<DispatcherSettings, 'timeout' | 'target' | 'nextTarget' | 'lacking' | 'originOf' | 'onPending'>;

export function createRun(settings: RunSettings): Run {
  const { beginning } = settings;
  const before = agoOf(beginning);
  const origin = process.hrtime.bigint() - BigInt(before) * 1000n;
  const now = createStopwatch(origin);
  const log = createEventLog({
    ...settings,
    startedAt: Date.now() - before / 1000,
    beginning: beginning?.log,
  });
  const ends = createRequestEnds();
  const used = usedIn(beginning?.log.events ?? []);
  let { nextOutside } = used;
  const onLogged = (events: readonly EventRecord[]) => {
    for (const { type, request } of events) {
      if (type === 'arrived') nextOutside = Math.max(nextOutside, outsideNumber(request ?? '') + 1);
    }
    const faults = events.findLast(({ type }) => type === 'faults')?.logged();
    if (faults?.type === 'faults') run.faults = faults.faults;
    ends.logged(events);
    settings.onLogged(events);
  };
  const collector = createCollector({
    log,
    now,
    isBusy: () => run.dispatcher.pending() > 0,
    onLogged,
    firstCall: used.calls,
  });
  const source = createBrowserSource(now);
  collector.add(source);
  const emit = (event: EventBody) => {
    source.emit({ ...settings.hide(event), at: now() });
    collector.nudge();
  };
  const browsers = createBrowserSet(settings.browsers, emit, { isTold: beginning !== undefined });
  const labNow = () => Date.now() + run.clock;
  const dispatcher = createDispatcher({
    ...settings,
    browsers,
    ids: createRequestIds(used.requests),
    groups: used.groups,
    labNow,
    faults: () => appliedFaults.sender.atBrowsers(run.faults.sender),
    emit,
    placed: (end) => ends.placed(settings.hide(end)),
    lastSeq: () => log.next() - 1,
  });
  const run: Run = {
    log,
    origin,
    collector,
    browsers,
    dispatcher,
    clock: beginning?.clock ?? 0,
    faults: noFaults,
    emit,
    labNow,
    nextOutside: () => nextOutside,
  };
  return run;
}

/** µs since the beginning of a log that was kept, also where the real clock was set back meanwhile. */
function agoOf(beginning: RunSettings['beginning']): number {
  if (beginning === undefined) return 0;
  const { events, startedAt } = beginning.log;
  return Math.ceil(Math.max((events.at(-1)?.at ?? 0) + 1, (Date.now() - startedAt) * 1000));
}

/** What a log has named already, so that nothing gets the same name again. */
function usedIn(events: readonly LogEvent[]) {
  const used = { requests: new Set<string>(), groups: 0, calls: 0, nextOutside: 1 };
  for (const event of events) {
    if (event.type === 'sent') {
      used.requests.add(event.request);
      used.groups = Math.max(used.groups, Number(/^g(\d+)$/.exec(event.group ?? '')?.[1] ?? 0));
    } else if (event.type === 'store-called') used.calls = Math.max(used.calls, event.call + 1);
    else if (event.type === 'arrived')
      used.nextOutside = Math.max(used.nextOutside, outsideNumber(event.request) + 1);
  }
  return used;
}

/** The lab calls requests that came from outside ext1, ext2 and so on. */
const outsideNumber = (request: string): number => Number(/^ext(\d+)$/.exec(request)?.[1] ?? 0);
