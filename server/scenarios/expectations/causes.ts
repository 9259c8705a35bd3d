import type { LogEvent } from '../../contract/events/events.ts';
import type { Cause } from '../../contract/scenario/results.ts';
import { explain } from '../../contract/verdicts/verdict.ts';
import { type CheckContext, endInWords, requestOf } from './context.ts';
import { verdictsIn } from './request.ts';

/** Requests of which the causes are told, and the causes of each, at most. */
const requestsAtMost = 4;
const causesAtMost = 12;

/**
 * What was decided in the requests that an expectation is about: those it names, else the last one of each browser it
 * names, else the last one of all. With what failed in them, in the app or in
 * the store. Of a request in which nothing was decided, how it ended.
 */
export function causesOf(
  names: { requests: readonly string[]; browsers: readonly string[] },
  context: CheckContext,
): Cause[] {
  return aboutWhich(names, context)
    .slice(0, requestsAtMost)
    .flatMap(({ name, events }) => causesIn(name, events));
}

type About = { name: string; events: readonly LogEvent[] };

function aboutWhich(
  { requests, browsers }: { requests: readonly string[]; browsers: readonly string[] },
  context: CheckContext,
): About[] {
  const all = context.world.requests;
  if (requests.length > 0) {
    return requests.map((name) => ({ name, events: all.get(requestOf(context, name)) ?? [] }));
  }
  const names = new Map([...context.ids].map(([name, request]) => [request, name]));
  const sent = [...all].toReversed();
  const lastOfBrowser = (browser: string | null): About[] => {
    const found = sent.find(([, events]) =>
      events.some((event) => event.type === 'sent' && (browser === null || event.browser === browser)),
    );
    return found === undefined ? [] : [{ name: names.get(found[0]) ?? `#${found[0]}`, events: found[1] }];
  };
  return browsers.length === 0 ? lastOfBrowser(null) : browsers.flatMap(lastOfBrowser);
}

function causesIn(request: string, events: readonly LogEvent[]): Cause[] {
  const decided = verdictsIn(events).map(({ verdict, seq }) => ({
    request,
    rule: verdict.rule,
    sentence: explain(verdict),
    event: seq,
  }));
  const ofStore = new Set(events.map((event) => (event.type === 'store-answered' ? event.error : null)));
  const errors = events.flatMap((event) => {
    // express-session hands the store's error on to the app, which tells it again.
    const isTold = event.type === 'error' && ofStore.has(event.message);
    const sentence = isTold ? null : failureIn(event);
    return sentence === null ? [] : [{ request, rule: null, sentence, event: event.seq }];
  });
  const isAnswered = events.some(({ type }) => type === 'received');
  const causes: Cause[] = [...decided, ...errors].toSorted((one, other) => one.event - other.event);
  if (isAnswered && causes.length > 0) return causes.slice(0, causesAtMost);
  const end = {
    request,
    rule: null,
    sentence: `${capital(endInWords(events)).replace(/\.$/, '')}.`,
    event: events.at(-1)?.seq ?? null,
  };
  return [...causes.slice(0, causesAtMost), end];
}

function failureIn(event: LogEvent): string | null {
  if (event.type === 'error') return `Error: ${event.message}`;
  if (event.type !== 'store-answered' || event.error === null) return null;
  return `The store answered ${event.operation} with an error: ${event.error}`;
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
