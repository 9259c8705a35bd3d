import type { LogEvent } from '../../contract/events/events.ts';
import { expectationParts } from '../../contract/scenario/expectations.ts';
import type { Expectation } from '../../contract/scenario/scenario.ts';
import { verdictRules } from '../../contract/verdicts/verdict.ts';
import type { Replayed } from '../run/replay.ts';
import { type CheckContext, type EventOf, eventsOf, isWithin } from './context.ts';

/**
 * Why an expectation that something is *not* there could not have failed, whatever the app does: what it is about never
 * came so far. null where it could. What is asked to be there needs none of this, as it does not hold then.
 */
export function whyVacuous(expectation: Expectation, context: CheckContext): string | null {
  const { kind, content } = expectationParts(expectation);
  const { world } = context;
  switch (kind) {
    case 'response':
      return content.failed === false ? whyNotYet(context, content.response, ['received']) : null;
    case 'verdict':
      return content.present === false ? whyUndecided(context, content.verdict, content.rule) : null;
    case 'error':
      return content.present === false ? whyNotYet(context, content.error, ['responded', 'received']) : null;
    case 'stored':
      return content.exists === false ? whyNotYet(context, content.stored, ['session']) : null;
    case 'operations':
      if (!isWithin(0, content.count)) return null;
      return content.request === undefined
        ? whyNoneArrived(world)
        : whyNotYet(context, content.request, ['arrived', 'store-answered', 'received']);
    case 'sessions':
      return isWithin(0, content.sessions) ? whyNoneArrived(world) : null;
    case 'logged':
      return content.present === false ? whyNoneArrived(world) : null;
    case 'session':
      return content.exists === false ? whyUntouched(world, content.session) : null;
    case 'cookie':
      return content.present ? null : whyUntouched(world, content.cookie);
    case 'jar':
      return isWithin(0, content.count) ? whyUntouched(world, content.jar) : null;
    default:
      return null;
  }
}

/** A rule did not decide where another did in its place, or where the request came past the moment for it. */
function whyUndecided(context: CheckContext, id: string, rule: keyof typeof verdictRules): string | null {
  const { subject, decision } = verdictRules[rule];
  const isOfBrowser = subject === 'browser';
  const isDecided = eventsOf(context, id).some(
    (event) =>
      event.type === 'verdict' && !isOfBrowser && verdictRules[event.verdict.rule].subject === subject,
  );
  if (isDecided) return null;
  if (!isOfBrowser) return whyNotYet(context, id, ['responded', 'received']);
  return whyNotYet(context, id, decision === 'not sent' ? ['sent'] : ['received']);
}

const has = (events: readonly LogEvent[], types: readonly LogEvent['type'][]): boolean =>
  events.some(({ type }) => types.includes(type));

function whyNotYet(context: CheckContext, id: string, types: readonly LogEvent['type'][]): string | null {
  const events = eventsOf(context, id);
  if (has(events, types)) return null;
  return `${id} ${howFar(events)}`;
}

function howFar(events: readonly LogEvent[]): string {
  const failed = events.find((event): event is EventOf<'send-failed'> => event.type === 'send-failed');
  if (failed !== undefined) return `failed: ${failed.message}`;
  if (has(events, ['responded', 'received'])) return 'had no session';
  return events.length === 0 ? 'was never sent' : 'never came to its end';
}

function whyNoneArrived({ requests, operations }: Replayed): string | null {
  const isUsed = operations.length > 0 || [...requests.values()].some((events) => has(events, cameIn));
  return isUsed ? null : 'no request had come to the lab';
}
const cameIn: readonly LogEvent['type'][] = ['arrived', 'responded', 'answered', 'received'];

/** A jar that holds cookies, or got an answer, was there to be looked at. */
function whyUntouched({ requests, jars }: Replayed, browser: string): string | null {
  if ((jars.get(browser)?.cookies.length ?? 0) > 0) return null;
  const isAnswered = [...requests.values()].some(
    (events) =>
      events.some((event) => event.type === 'jar' && event.browser === browser) ||
      (events.some((event) => event.type === 'sent' && event.browser === browser) &&
        has(events, ['answered', 'received'])),
  );
  return isAnswered ? null : `${browser} had got no response`;
}
