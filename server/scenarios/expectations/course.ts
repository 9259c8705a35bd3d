import { mainApp, placeInWords, placeOf } from '../../contract/endpoints.ts';
import { problem } from '../../contract/errors.ts';
import type { LogEvent } from '../../contract/events/events.ts';
import { type RequestMoment, requestMoments } from '../../contract/scenario/expectations.ts';
import { amountInWords, type CheckContext, eventsOf, isWithin, lastOf, requestOf } from './context.ts';
import { type ExpectationRows, named, namedTwo, recordedEvents } from './row.ts';

type CourseKind = 'operations' | 'error' | 'logged' | 'before' | 'took' | 'answeredBy';

/** What happened in between. */
export const courseRows: ExpectationRows<CourseKind> = {
  /** How often the store was called, of all answers or of one request's. */
  operations: {
    words: ({ operations: operation, count, request, failed }) => {
      const kind = failed === undefined ? operation : `${failed ? 'failed' : 'successful'} ${operation}`;
      return `${kind} of the store${request === undefined ? '' : ` by ${request}`}: ${amountInWords(count)}`;
    },
    check: ({ operations: operation, count, request: id, failed }, context) => {
      const request = id === undefined ? undefined : requestOf(context, id);
      const alike = context.world.operations.filter(
        (event) =>
          event.operation === operation &&
          (request === undefined || event.request === request) &&
          (failed === undefined || (event.error !== null) === failed),
      );
      const errors = [...new Set(alike.flatMap(({ error }) => error ?? []))];
      return {
        holds: isWithin(alike.length, count),
        seen: [`${alike.length}`, ...errors].join('. '),
        event: alike.at(-1)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ request }) => named('request', request),
    problems: null,
    record: null,
  },
  /** An error that reached Express, or was thrown where nothing catches it. */
  error: {
    words: ({ error: id, message, present = true }) =>
      `${present ? 'an' : 'no'} error in ${id}${message === undefined ? '' : ` with ${JSON.stringify(message)}`}`,
    check: ({ error: id, message, present = true }, context) => {
      const events = eventsOf(context, id);
      const errors = events.filter((event) => event.type === 'error');
      const fitting = errors.find((event) => message === undefined || event.message.includes(message));
      return {
        holds: (fitting !== undefined) === present,
        seen: errors.length === 0 ? 'no error' : errors.map((event) => event.message).join('. '),
        event: fitting?.seq ?? errors.at(-1)?.seq ?? events.at(-1)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ error }) => named('error', error),
    problems: null,
    record: {
      isTaken: false,
      suggest: (recorded) => recordedEvents(recorded, 'error').map(({ name }) => ({ error: name })),
    },
  },
  /** A text that the lab printed. */
  logged: {
    words: ({ logged, present = true }) =>
      `${present ? 'printed' : 'not printed'}: ${JSON.stringify(logged)}`,
    check: ({ logged, present = true }, { world }) => {
      const fitting = world.printed.find(({ text }) => text.includes(logged));
      const last = world.printed.at(-1);
      return {
        holds: (fitting !== undefined) === present,
        seen:
          fitting?.text.trim().slice(0, 300) ??
          (last ? `last: ${last.text.trim().slice(0, 200)}` : 'nothing printed'),
        event: fitting?.seq ?? last?.seq ?? null,
      };
    },
    browsers: null,
    requests: null,
    problems: null,
    record: null,
  },
  /** Which of two moments came first. */
  before: {
    words: ({ before: [first, second] }) => `${first} before ${second}`,
    check: ({ before: [first, second] }, context) => {
      const [one, other] = [momentAt(first, context), momentAt(second, context)];
      const inOrder = one !== undefined && other !== undefined && one.seq < other.seq;
      const missing = [one === undefined ? first : [], other === undefined ? second : []].flat();
      const gap = one && other ? `${(Math.abs(other.at - one.at) / 1000).toFixed(1)} ms` : '';
      return {
        holds: inOrder,
        seen:
          missing.length > 0
            ? `there was no ${missing.join(', no ')}`
            : `${first} ${gap} ${inOrder ? 'before' : 'after'} ${second}`,
        event: (other ?? one)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ before }) =>
      namedTwo(
        'before',
        before.map((text) => momentOf(text)?.id ?? text),
      ),
    problems: null,
    record: null,
  },
  /** How long a request took at its browser, in real ms. */
  took: {
    words: ({ took: id, ms }) => `${id} takes ${amountInWords(ms)} ms`,
    check: ({ took: id, ms }, context) => {
      const events = eventsOf(context, id);
      const [sent, received] = [lastOf(events, 'sent'), lastOf(events, 'received')];
      const time = sent && received ? Math.round((received.at - sent.at) / 1000) : null;
      return {
        holds: time !== null && isWithin(time, ms),
        seen: time === null ? 'it was not wholly answered' : `${time} ms`,
        event: received?.seq ?? events.at(-1)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ took }) => named('took', took),
    problems: null,
    record: null,
  },
  /** Which instance, or app, a request came to. */
  answeredBy: {
    words: ({ answeredBy: id, app = mainApp, instance = 1 }) =>
      `${id} is answered by ${placeInWords(placeOf({ app, instance }))}`,
    check: ({ answeredBy: id, app = mainApp, instance = 1 }, context) => {
      const arrived = lastOf(eventsOf(context, id), 'arrived');
      const came = arrived?.place ?? '1';
      return {
        holds: arrived !== undefined && came === placeOf({ app, instance }),
        seen: arrived === undefined ? 'it never arrived' : placeInWords(came),
        event: arrived?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ answeredBy }) => named('answeredBy', answeredBy),
    problems: ({ instance, app }, at) =>
      instance === undefined && app === undefined ? [problem('instance-or-app', at, {})] : [],
    record: null,
  },
};

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

/** `A.saved` in its parts. */
function momentOf(text: string): { id: string; moment: RequestMoment } | null {
  const dot = text.lastIndexOf('.');
  const moment = requestMoments.find((name) => name === text.slice(dot + 1));
  return dot < 1 || moment === undefined ? null : { id: text.slice(0, dot), moment };
}

function momentAt(text: string, context: CheckContext): LogEvent | undefined {
  const found = momentOf(text);
  return found === null ? undefined : eventsOf(context, found.id).findLast(moments[found.moment]);
}
