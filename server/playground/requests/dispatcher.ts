import { setTimeout as delay } from 'node:timers/promises';
import { type Captured, captureAll, filled, imagined } from '../../browsers/captures.ts';
import { messageFor } from '../../browsers/message.ts';
import type { SendingFaults } from '../../browsers/sending-faults.ts';
import { cookiesAt } from '../../browsers/withheld.ts';
import { originFor } from '../../contract/endpoints.ts';
import { type Problem, type Refused, type Result, refuse } from '../../contract/errors.ts';
import type { EventBody } from '../../contract/events/events.ts';
import type { FireSpec, RequestSpec } from '../../contract/requests.ts';
import { sentenceOf } from '../../words/problems.ts';
import type { Browser, BrowserSet } from '../browsers/browser-set.ts';
import type { RequestEnd, SentRequests } from '../playground.ts';
import { type ExchangeEnd, exchange, type WholeResponse } from './exchange.ts';
import type { RequestIds } from './request-ids.ts';
import type { Target } from './target.ts';

export type DispatcherSettings = {
  browsers: BrowserSet;
  ids: RequestIds;
  /** How many groups there were before. */
  groups?: number;
  /** ms until a browser gives up, beside the request's own work. */
  timeout: number;
  /** The lab that runs, or null while there is none. */
  target(): Target | null;
  /** Settles when there is one; rejects when the signal is aborted. */
  nextTarget(signal: AbortSignal): Promise<Target>;
  /** What a request asks for that the lab has not got. */
  lacking(spec: RequestSpec): Refused | null;
  /** Where it will go, but for the port. */
  originOf(spec: RequestSpec): string;
  labNow(): number;
  /** What goes wrong at the browsers now. */
  faults(): SendingFaults;
  emit(event: EventBody): void;
  placed(end: ExchangeEnd): Promise<RequestEnd>;
  /** Seq of the newest event that is logged. */
  lastSeq(): number;
  onPending(): void;
};

/** Sends requests for browsers, alone, in order or together, and knows which are under way. */
export type Dispatcher = {
  send(spec: RequestSpec): Result<SentRequests>;
  /** What stands in a list of its own is sent together. */
  sequence(specs: ReadonlyArray<RequestSpec | readonly RequestSpec[]>): Result<SentRequests>;
  together(specs: readonly RequestSpec[]): Result<SentRequests>;
  fire(spec: FireSpec): Result<SentRequests>;
  pending(): number;
  /** Gives up what is under way, of one browser or of all. */
  cancel(browser?: Browser): void;
  /** Gives up everything, and sends nothing until `resume`. */
  stop(): void;
  resume(): void;
};

type Planned = { id: string; spec: RequestSpec; browser: Browser; controller: AbortController };
const isList = (one: RequestSpec | readonly RequestSpec[]): one is readonly RequestSpec[] =>
  Array.isArray(one);

const nothing: Captured = { status: 0, headers: {}, body: '', cookies: {} };

/** What a request could not do itself stands with its own end. */
const withProblems = async (
  logged: Promise<RequestEnd[]>,
  request: string,
  problems: readonly Problem[],
): Promise<RequestEnd[]> =>
  (await logged).map((end) => (problems.length > 0 && end.request === request ? { ...end, problems } : end));

type Ended = { logged: Promise<RequestEnd[]> };

export function createDispatcher(settings: DispatcherSettings): Dispatcher {
  const { browsers, ids } = settings;
  const underWay = new Set<Planned>();
  /** What responses gave, for those that are sent later. */
  const captured = new Map<string, string>();
  let { groups = 0 } = settings;
  let isStopped = false;

  const plan = (specs: readonly RequestSpec[]): Planned[] | Refused => {
    if (isStopped) return refuse('lab-being-reset', 'lab', {});
    const found: Array<{ spec: RequestSpec; browser: Browser }> = [];
    for (const spec of specs) {
      const browser = browsers.find(spec.browser);
      if (!('jar' in browser)) return browser;
      const checked = messageFor(imagined(spec), settings.originOf(spec));
      const refusal = checked.ok ? settings.lacking(spec) : checked;
      if (refusal) return refusal;
      found.push({ spec, browser });
    }
    const planned = found.map((each) => ({
      ...each,
      id: ids.next(each.spec.id),
      controller: new AbortController(),
    }));
    for (const each of planned) underWay.add(each);
    settings.onPending();
    return planned;
  };

  const start = async (planned: Planned, group: string | null): Promise<Ended> => {
    const { id, spec, browser, controller } = planned;
    const { signal } = controller;
    try {
      if (spec.after > 0) await delay(spec.after, undefined, { signal });
      // Not awaited when the lab runs, so that what is sent together leaves in one turn.
      const lab = settings.target() ?? (await settings.nextTarget(signal));
      const found = lab.find(spec);
      // It was there when this was planned, or the lab's configuration had it.
      if (!found.ok) return neverSent(id, found.problems);
      const put = filled(spec, captured);
      const made = put.ok ? messageFor(put.spec, originFor(found.endpoint)) : put;
      if (signal.aborted) return givenUp(id);
      if (!made.ok) return neverSent(id, made.problems);
      const timeout = settings.timeout + (spec.work ?? 0);
      const context = { ...settings, browser, spec, group, signal, timeout, to: found.endpoint, at: lab.at };
      let last: WholeResponse | null = null;
      const onResponse = (response: WholeResponse) => {
        last = response;
      };
      const { logged } = await exchange(
        { ...context, redirectId: ids.redirect, onResponse },
        id,
        made.message,
      );
      return { logged: withProblems(logged, id, spec.capture === undefined ? [] : capture(planned, last)) };
    } catch (error) {
      if (signal.aborted) return givenUp(id);
      throw error;
    } finally {
      underWay.delete(planned);
      settings.onPending();
    }
  };

  const givenUp = (request: string): Ended => {
    const message = 'Given up before it was sent.';
    return { logged: Promise.resolve([{ ok: false, request, message, seq: settings.lastSeq() }]) };
  };

  /** Nothing else in the log tells of it. */
  const neverSent = (request: string, problems: readonly Problem[]): Ended => {
    const message = problems.map(sentenceOf).join(' ');
    settings.emit({ type: 'error', request, message, stack: null });
    const end: RequestEnd = { ok: false, request, message, seq: settings.lastSeq() };
    return { logged: withProblems(Promise.resolve([end]), request, problems) };
  };

  /** Takes of the last response what the request says; what is not there is told as an error of it. */
  const capture = ({ id, spec, browser }: Planned, response: WholeResponse | null): Problem[] => {
    const taken = captureAll(
      spec,
      response === null ? nothing : { ...response, cookies: cookiesAt(browser.jar.cookies(), response.url) },
    );
    for (const [name, value] of taken.values) captured.set(name, value);
    for (const each of taken.problems) {
      settings.emit({ type: 'error', request: id, message: `${each.at}: ${sentenceOf(each)}`, stack: null });
    }
    return taken.problems;
  };

  const answer = (
    planned: readonly Planned[],
    group: string | null,
    ended: Promise<Ended[]>,
  ): Result<SentRequests> => {
    const done = ended.then(async (each) => (await Promise.all(each.map(({ logged }) => logged))).flat());
    // Who sends need not wait; a defect in here must not end the process for that.
    done.catch(() => {});
    return { ok: true, group, requests: planned.map(({ id }) => id), done };
  };

  const together = (specs: readonly RequestSpec[], group: string | null): Result<SentRequests> => {
    const planned = plan(specs);
    if (!Array.isArray(planned)) return planned;
    return answer(planned, group, Promise.all(planned.map((each) => start(each, group))));
  };

  /** `counts`: how many stand in each place; null for one alone. */
  const inOrder = async (
    planned: readonly Planned[],
    counts: ReadonlyArray<number | null>,
  ): Promise<Ended[]> => {
    const ended: Ended[] = [];
    let next = 0;
    for (const count of counts) {
      const group = count === null ? null : `g${++groups}`;
      const some = planned.slice(next, next + (count ?? 1));
      next += some.length;
      ended.push(...(await Promise.all(some.map((each) => start(each, group)))));
    }
    return ended;
  };

  const cancel = (browser?: Browser) => {
    for (const each of [...underWay]) if (!browser || each.browser === browser) each.controller.abort();
  };

  return {
    send: (spec) => together([spec], null),
    sequence: (specs) => {
      const planned = plan(specs.flat());
      const counts = specs.map((one) => (isList(one) ? one.length : null));
      return Array.isArray(planned) ? answer(planned, null, inOrder(planned, counts)) : planned;
    },
    together: (specs) => together(specs, `g${++groups}`),
    fire: ({ request, together: count, stagger }) =>
      together(
        Array.from({ length: count }, (_, place) => ({ ...request, after: request.after + place * stagger })),
        `g${++groups}`,
      ),
    pending: () => underWay.size,
    cancel,
    stop: () => {
      isStopped = true;
      cancel();
    },
    resume: () => {
      isStopped = false;
    },
  };
}
