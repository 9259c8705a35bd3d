import { mainApp, placeInWords, placeOf } from '../contract/endpoints.ts';
import type { LogEvent } from '../contract/events/events.ts';
import { type RequestMoment, requestMoments } from '../contract/scenario/expectations.ts';
import {
  amountInWords,
  type CheckContext,
  type CheckResult,
  type ExpectationOf,
  eventsOf,
  isWithin,
  lastOf,
  requestOf,
} from './check-context.ts';

/** How often the store was called, of all answers or of one request's. */
export function checkOperations(
  expectation: ExpectationOf<'operations'>,
  context: CheckContext,
): CheckResult {
  const { operations: operation, count, request: id, failed } = expectation;
  const request = id === undefined ? undefined : requestOf(context, id);
  const alike = context.world.operations.filter(
    (event) =>
      event.operation === operation &&
      (request === undefined || event.request === request) &&
      (failed === undefined || (event.error !== null) === failed),
  );
  const kind = failed === undefined ? operation : `${failed ? 'failed' : 'successful'} ${operation}`;
  const errors = [...new Set(alike.flatMap(({ error }) => error ?? []))];
  return {
    holds: isWithin(alike.length, count),
    expected: `${kind} of the store${id === undefined ? '' : ` by ${id}`}: ${amountInWords(count)}`,
    seen: [`${alike.length}`, ...errors].join('. '),
    event: alike.at(-1)?.seq ?? null,
  };
}

/** An error that reached Express, or was thrown where nothing catches it. */
export function checkError(expectation: ExpectationOf<'error'>, context: CheckContext): CheckResult {
  const { error: id, message, present = true } = expectation;
  const events = eventsOf(context, id);
  const errors = events.filter((event) => event.type === 'error');
  const fitting = errors.find((event) => message === undefined || event.message.includes(message));
  const about = message === undefined ? '' : ` with ${JSON.stringify(message)}`;
  return {
    holds: (fitting !== undefined) === present,
    expected: `${present ? 'an' : 'no'} error in ${id}${about}`,
    seen: errors.length === 0 ? 'no error' : errors.map((event) => event.message).join('. '),
    event: fitting?.seq ?? errors.at(-1)?.seq ?? events.at(-1)?.seq ?? null,
  };
}

/** A text that the lab printed. */
export function checkLogged(expectation: ExpectationOf<'logged'>, { world }: CheckContext): CheckResult {
  const { logged, present = true } = expectation;
  const fitting = world.printed.find(({ text }) => text.includes(logged));
  const last = world.printed.at(-1);
  return {
    holds: (fitting !== undefined) === present,
    expected: `${present ? 'printed' : 'not printed'}: ${JSON.stringify(logged)}`,
    seen:
      fitting?.text.trim().slice(0, 300) ??
      (last ? `last: ${last.text.trim().slice(0, 200)}` : 'nothing printed'),
    event: fitting?.seq ?? last?.seq ?? null,
  };
}

const isAnswerTo = (operation: string) => (event: LogEvent) =>
  event.type === 'store-answered' && event.operation === operation && event.error === null;

/** Which event each moment is; of several, the last. */
const moments: Record<RequestMoment, (event: LogEvent) => boolean> = {
  sent: (event) => event.type === 'sent',
  arrived: (event) => event.type === 'arrived',
  loaded: isAnswerTo('get'),
  saved: isAnswerTo('set'),
  touched: isAnswerTo('touch'),
  destroyed: isAnswerTo('destroy'),
  answered: (event) => event.type === 'answered',
  received: (event) => event.type === 'received',
};

/** Which of two moments came first. */
export function checkBefore(expectation: ExpectationOf<'before'>, context: CheckContext): CheckResult {
  const [first, second] = expectation.before;
  const [one, other] = [momentAt(first, context), momentAt(second, context)];
  const inOrder = one !== undefined && other !== undefined && one.seq < other.seq;
  const missing = [one === undefined ? first : [], other === undefined ? second : []].flat();
  const gap = one && other ? `${(Math.abs(other.at - one.at) / 1000).toFixed(1)} ms` : '';
  return {
    holds: inOrder,
    expected: `${first} before ${second}`,
    seen:
      missing.length > 0
        ? `there was no ${missing.join(', no ')}`
        : `${first} ${gap} ${inOrder ? 'before' : 'after'} ${second}`,
    event: (other ?? one)?.seq ?? null,
  };
}

/** `A.saved` in its parts. */
export function momentOf(text: string): { id: string; moment: RequestMoment } | null {
  const dot = text.lastIndexOf('.');
  const moment = requestMoments.find((name) => name === text.slice(dot + 1));
  return dot < 1 || moment === undefined ? null : { id: text.slice(0, dot), moment };
}

function momentAt(text: string, context: CheckContext): LogEvent | undefined {
  const named = momentOf(text);
  return named === null ? undefined : eventsOf(context, named.id).findLast(moments[named.moment]);
}

/** How long a request took at its browser, in real ms. */
export function checkTook(expectation: ExpectationOf<'took'>, context: CheckContext): CheckResult {
  const { took: id, ms } = expectation;
  const events = eventsOf(context, id);
  const [sent, received] = [lastOf(events, 'sent'), lastOf(events, 'received')];
  const time = sent && received ? Math.round((received.at - sent.at) / 1000) : null;
  return {
    holds: time !== null && isWithin(time, ms),
    expected: `${id} takes ${amountInWords(ms)} ms`,
    seen: time === null ? 'it was not wholly answered' : `${time} ms`,
    event: received?.seq ?? events.at(-1)?.seq ?? null,
  };
}

/** Which instance, or app, a request came to. */
export function checkAnsweredBy(
  expectation: ExpectationOf<'answeredBy'>,
  context: CheckContext,
): CheckResult {
  const { answeredBy: id, instance = 1, app = mainApp } = expectation;
  const arrived = lastOf(eventsOf(context, id), 'arrived');
  const place = arrived?.place ?? '1';
  const wanted = placeOf({ app, instance });
  return {
    holds: arrived !== undefined && place === wanted,
    expected: `${id} is answered by ${placeInWords(wanted)}`,
    seen: arrived === undefined ? 'it never arrived' : placeInWords(place),
    event: arrived?.seq ?? null,
  };
}
