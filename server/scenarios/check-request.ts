import type { LogEvent } from '../contract/events/events.ts';
import { explain, type Verdict, verdictRules } from '../contract/verdicts/verdict.ts';
import {
  type CheckContext,
  type CheckResult,
  type ExpectationOf,
  eventsOf,
  lastOf,
} from './check-context.ts';

/** A Set-Cookie of the response that the browser would not take. */
export function checkRefused(expectation: ExpectationOf<'refused'>, context: CheckContext): CheckResult {
  const { refused: id, reason } = expectation;
  const jars = eventsOf(context, id).filter((event) => event.type === 'jar');
  const verdicts = jars.flatMap((event) => event.verdicts);
  const refusals = verdicts.filter(({ rule }) => verdictRules[rule].decision === 'refused');
  const seen = refusals.length > 0 ? refusals : verdicts;
  return {
    holds: refusals.some(({ rule }) => reason === undefined || rule === reason),
    expected: `the browser refuses a cookie of ${id}${reason === undefined ? '' : ` by ${reason}`}`,
    seen: seen.length > 0 ? seen.map(inWords).join(' ') : 'the response set no cookie',
    event: jars.at(-1)?.seq ?? eventsOf(context, id).at(-1)?.seq ?? null,
  };
}

const operationOf: Record<string, ExpectationOf<'store'>['operation']> = {
  saved: 'save',
  touched: 'touch',
  destroyed: 'destroy',
  nothing: 'nothing',
};

/** What express-session did to the store at the request's end, as it was observed. */
export function checkStore(expectation: ExpectationOf<'store'>, context: CheckContext): CheckResult {
  const { store: id, operation } = expectation;
  const events = eventsOf(context, id);
  const decided = verdictsIn(events).findLast(
    ({ verdict }) => verdictRules[verdict.rule].subject === 'store',
  );
  const isOver = events.some(({ type }) => type === 'responded');
  const actual = decided === undefined && isOver ? 'nothing' : operationOf[decided?.verdict.actual ?? ''];
  const why = decided === undefined ? '' : `. ${explain(decided.verdict)}`;
  return {
    holds: actual === operation,
    expected: `the store at the end of ${id}: ${operation}`,
    seen: `${actual ?? decided?.verdict.actual ?? 'the request never came to its end'}${why}`,
    event: decided?.seq ?? events.at(-1)?.seq ?? null,
  };
}

/** A rule that decided something in the request, at the server or at the browser; or that it did not. */
export function checkVerdict(expectation: ExpectationOf<'verdict'>, context: CheckContext): CheckResult {
  const { verdict: id, rule, present = true } = expectation;
  const events = eventsOf(context, id);
  const verdicts = verdictsIn(events);
  const fitting = verdicts.find(({ verdict }) => verdict.rule === rule);
  const { subject } = verdictRules[rule];
  const alike = verdicts.filter(({ verdict }) => verdictRules[verdict.rule].subject === subject);
  const others = alike.length > 0 ? alike : verdicts;
  return {
    holds: (fitting !== undefined) === present,
    expected: `${present ? 'a' : 'no'} verdict of ${id}: ${rule}`,
    seen: fitting
      ? inWords(fitting.verdict)
      : others.map(({ verdict }) => inWords(verdict)).join(' ') || 'no verdict at all',
    event: fitting?.seq ?? others.at(-1)?.seq ?? events.at(-1)?.seq ?? null,
  };
}

/** A cookie that went along with the request, or was kept back. */
export function checkSent(expectation: ExpectationOf<'sent'>, context: CheckContext): CheckResult {
  const { sent: id, reason, present = true } = expectation;
  const name = expectation.name ?? context.world.config.options.name;
  const sent = lastOf(eventsOf(context, id), 'sent');
  const names = (sent?.cookie ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
  const isSent = sent?.cookie !== null && names.includes(name);
  const kept = (sent?.withheld ?? []).filter(({ inputs }) => inputs['name'] === name);
  const fits = reason === undefined || kept.some(({ rule }) => rule === reason);
  const went = sent?.cookie ? `Cookie: ${names.join(', ')}` : 'no Cookie header';
  return {
    holds: sent !== undefined && isSent === present && fits,
    expected: `${id} ${present ? 'sends' : 'does not send'} ${name}${reason === undefined ? '' : `, by ${reason}`}`,
    seen: sent === undefined ? 'it was never sent' : [went, ...kept.map(inWords)].join('. '),
    event: sent?.seq ?? null,
  };
}

const inWords = (verdict: Verdict): string => `${verdict.rule}: ${explain(verdict)}`;

function verdictsIn(events: readonly LogEvent[]): Array<{ verdict: Verdict; seq: number }> {
  return events.flatMap((event) => {
    const { seq } = event;
    if (event.type === 'verdict') return [{ verdict: event.verdict, seq }];
    if (event.type === 'jar') return event.verdicts.map((verdict) => ({ verdict, seq }));
    if (event.type === 'sent') return event.withheld.map((verdict) => ({ verdict, seq }));
    return [];
  });
}
