import { problem } from '../../contract/errors.ts';
import type { LogEvent } from '../../contract/events/events.ts';
import type { Expectations } from '../../contract/scenario/expectations.ts';
import { explain, type Verdict, verdictRules } from '../../contract/verdicts/verdict.ts';
import { endInWords, eventsOf, lastOf } from './context.ts';
import { type ExpectationRows, named, recordedEvents } from './row.ts';

/** What was decided in a request, at the server and at the browser. */
export const requestRows: ExpectationRows<'refused' | 'store' | 'verdict' | 'sent'> = {
  /** A Set-Cookie of the response that the browser would not take. */
  refused: {
    words: ({ refused: id, reason }) =>
      `the browser refuses a cookie of ${id}${reason === undefined ? '' : ` by ${reason}`}`,
    check: ({ refused: id, reason }, context) => {
      const jars = eventsOf(context, id).filter((event) => event.type === 'jar');
      const verdicts = jars.flatMap((event) => event.verdicts);
      const refusals = verdicts.filter(({ rule }) => verdictRules[rule].decision === 'refused');
      const seen = refusals.length > 0 ? refusals : verdicts;
      return {
        holds: refusals.some(({ rule }) => reason === undefined || rule === reason),
        seen: seen.length > 0 ? seen.map(inWords).join(' ') : 'the response set no cookie',
        event: jars.at(-1)?.seq ?? eventsOf(context, id).at(-1)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ refused }) => named('refused', refused),
    problems: ({ reason }, at) =>
      reason === undefined || verdictRules[reason].decision === 'refused'
        ? []
        : [problem('refuses-nothing', `${at}.reason`, { rule: reason })],
    record: {
      isTaken: false,
      suggest: (recorded) =>
        recordedEvents(recorded, 'jar').flatMap(({ name, event: { verdicts } }) =>
          verdicts
            .filter(({ rule }) => verdictRules[rule].decision === 'refused')
            .map(({ rule }) => ({ refused: name, reason: rule })),
        ),
    },
  },
  /** What express-session did to the store at the request's end, as it was observed. */
  store: {
    words: ({ store: id, operation }) => `the store at the end of ${id}: ${operation}`,
    check: ({ store: id, operation }, context) => {
      const events = eventsOf(context, id);
      const decided = verdictsIn(events).findLast(({ verdict }) => isOfStore(verdict));
      const isOver = events.some(({ type }) => type === 'responded');
      const actual = decided === undefined && isOver ? 'nothing' : operationOf[decided?.verdict.actual ?? ''];
      const why = decided === undefined ? '' : `. ${explain(decided.verdict)}`;
      return {
        holds: actual === operation,
        seen: `${actual ?? decided?.verdict.actual ?? 'the request never came to its end'}${why}`,
        event: decided?.seq ?? events.at(-1)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ store }) => named('store', store),
    problems: null,
    record: {
      isTaken: false,
      suggest: (recorded) =>
        recordedEvents(recorded, 'verdict')
          .filter(({ event: { verdict } }) => isOfStore(verdict))
          .map(({ name, event }) => ({
            store: name,
            operation: operationOf[event.verdict.actual] ?? 'nothing',
          })),
    },
  },
  /** A rule that decided something in the request, at the server or at the browser; or that it did not. */
  verdict: {
    words: ({ verdict: id, rule, present = true }) => `${present ? 'a' : 'no'} verdict of ${id}: ${rule}`,
    check: ({ verdict: id, rule, present = true }, context) => {
      const events = eventsOf(context, id);
      const verdicts = verdictsIn(events);
      const fitting = verdicts.find(({ verdict }) => verdict.rule === rule);
      const { subject } = verdictRules[rule];
      const alike = verdicts.filter(({ verdict }) => verdictRules[verdict.rule].subject === subject);
      const others = alike.length > 0 ? alike : verdicts;
      return {
        holds: (fitting !== undefined) === present,
        seen: fitting
          ? inWords(fitting.verdict)
          : others.map(({ verdict }) => inWords(verdict)).join(' ') ||
            `nothing was decided in it: ${endInWords(events)}`,
        event: fitting?.seq ?? others.at(-1)?.seq ?? events.at(-1)?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ verdict }) => named('verdict', verdict),
    problems: null,
    record: {
      isTaken: false,
      suggest: (recorded) =>
        recordedEvents(recorded, 'verdict')
          .filter(({ event: { verdict } }) => verdictRules[verdict.rule].subject === 'set-cookie')
          .map(({ name, event }) => ({ verdict: name, rule: event.verdict.rule })),
    },
  },
  /** A cookie that went along with the request, or was kept back. */
  sent: {
    words: ({ sent: id, reason, present = true, name }, { options }) =>
      `${id} ${present ? 'sends' : 'does not send'} ${name ?? options.name}${reason === undefined ? '' : `, by ${reason}`}`,
    check: ({ sent: id, reason, present = true, name: asked }, context) => {
      const name = asked ?? context.world.config.options.name;
      const sent = lastOf(eventsOf(context, id), 'sent');
      const names = (sent?.cookie ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
      const isSent = sent?.cookie !== null && names.includes(name);
      const kept = (sent?.withheld ?? []).filter(({ inputs }) => inputs['name'] === name);
      const fits = reason === undefined || kept.some(({ rule }) => rule === reason);
      const went = sent?.cookie ? `Cookie: ${names.join(', ')}` : 'no Cookie header';
      return {
        holds: sent !== undefined && isSent === present && fits,
        seen: sent === undefined ? 'it was never sent' : [went, ...kept.map(inWords)].join('. '),
        event: sent?.seq ?? null,
      };
    },
    browsers: null,
    requests: ({ sent }) => named('sent', sent),
    problems: ({ reason, present }, at) => {
      if (reason === undefined) return [];
      if (present !== false) return [problem('sent-not-kept-back', `${at}.reason`, {})];
      return verdictRules[reason].decision === 'not sent'
        ? []
        : [problem('keeps-nothing-back', `${at}.reason`, { rule: reason })];
    },
    record: {
      isTaken: false,
      suggest: (recorded) =>
        recordedEvents(recorded, 'sent').flatMap(({ name, event: { withheld } }) =>
          withheld.map(({ rule, inputs }) => ({
            sent: name,
            name: String(inputs['name']),
            present: false,
            reason: rule,
          })),
        ),
    },
  },
};

const operationOf: Record<string, Expectations['store']['operation']> = {
  saved: 'save',
  touched: 'touch',
  destroyed: 'destroy',
  nothing: 'nothing',
};

const isOfStore = ({ rule }: Verdict): boolean => verdictRules[rule].subject === 'store';

const inWords = (verdict: Verdict): string => `${verdict.rule}: ${explain(verdict)}`;

/** Every verdict of a request's events, at the server and at the browser. */
export function verdictsIn(events: readonly LogEvent[]): Array<{ verdict: Verdict; seq: number }> {
  return events.flatMap((event) => {
    const { seq } = event;
    if (event.type === 'verdict') return [{ verdict: event.verdict, seq }];
    if (event.type === 'jar') return event.verdicts.map((verdict) => ({ verdict, seq }));
    if (event.type === 'sent') return event.withheld.map((verdict) => ({ verdict, seq }));
    return [];
  });
}
