import type { BrowserInfo, EventBody, JarCookie } from '../contract/events/events.ts';
import { type Faults, noFaults } from '../contract/faults/faults.ts';
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
  onLogged(events: readonly EventRecord[]): void;
} & Pick<DispatcherSettings, 'timeout' | 'target' | 'nextTarget' | 'lacking' | 'onPending'>;

export function createRun(settings: RunSettings): Run {
  const origin = process.hrtime.bigint();
  const now = createStopwatch(origin);
  const log = createEventLog({ ...settings, startedAt: Date.now() });
  const ends = createRequestEnds();
  let nextOutside = 1;
  const onLogged = (events: readonly EventRecord[]) => {
    for (const { type, request } of events) {
      if (type === 'arrived') nextOutside = Math.max(nextOutside, outsideNumber(request ?? '') + 1);
    }
    const faults = events.findLast(({ type }) => type === 'faults')?.logged();
    if (faults?.type === 'faults') run.faults = faults.faults;
    ends.logged(events);
    settings.onLogged(events);
  };
  const collector = createCollector({ log, now, isBusy: () => run.dispatcher.pending() > 0, onLogged });
  const source = createBrowserSource(now);
  collector.add(source);
  const emit = (event: EventBody) => {
    source.emit({ ...settings.hide(event), at: now() });
    collector.nudge();
  };
  const browsers = createBrowserSet(settings.browsers, emit);
  const labNow = () => Date.now() + run.clock;
  const dispatcher = createDispatcher({
    ...settings,
    browsers,
    ids: createRequestIds(),
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
    clock: 0,
    faults: noFaults,
    emit,
    labNow,
    nextOutside: () => nextOutside,
  };
  return run;
}

/** The lab calls requests that came from outside ext1, ext2 and so on. */
const outsideNumber = (request: string): number => Number(/^ext(\d+)$/.exec(request)?.[1] ?? 0);
