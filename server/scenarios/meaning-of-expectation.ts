import { suggestion } from '../contract/input/nearest.ts';
import type { Problem } from '../contract/input/problems.ts';
import type { Expectation } from '../contract/scenario/scenario.ts';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import { momentOf } from './check-course.ts';
import type { ValueAsked } from './value-at.ts';

/** What a cookie in a jar can be asked for: the attributes of JarCookie. */
const cookieAttributes = [
  'value',
  'domain',
  'hostOnly',
  'path',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'partition',
] as const;

/** Names that must be known where an expectation stands: `at` is the path inside it. */
type Named = { at: string; name: string };

export function namesIn(expectation: Expectation): { browsers: Named[]; requests: Named[] } {
  const named = new Map(Object.entries(expectation));
  const among = (kinds: readonly string[]): Named[] =>
    kinds.flatMap((at) => {
      const name = named.get(at);
      return typeof name === 'string' ? [{ at, name }] : [];
    });
  return {
    browsers: among(['session', 'cookie', 'jar', 'size', 'lifetime']),
    requests: [
      ...among(['response', 'stored', 'sent', 'refused', 'store', 'verdict', 'error', 'took', 'answeredBy']),
      ...('operations' in expectation ? among(['request']) : []),
      ...pairsIn(expectation),
    ],
  };
}

function pairsIn(expectation: Expectation): Named[] {
  const named = (key: string, pair: readonly string[]) =>
    pair.map((name, place) => ({ at: `${key}[${place}]`, name }));
  if ('same' in expectation) return named('same', expectation.same);
  if ('different' in expectation) return named('different', expectation.different);
  if ('before' in expectation) {
    return named(
      'before',
      expectation.before.map((text) => momentOf(text)?.id ?? text),
    );
  }
  return [];
}

/** Expectations that could only ever hold, or never. */
export function problemsOfExpectation(expectation: Expectation, at: string): Problem[] {
  if ('response' in expectation) {
    const asked = Object.keys(expectation).length > 1;
    const known = 'status, body, json, setCookie, location, headers, failed';
    if (!asked) return [{ at, message: `expected at least one of ${known}` }];
    return expectation.json === undefined ? [] : problemsOfValue(expectation.json, `${at}.json`);
  }
  if ('session' in expectation || 'stored' in expectation) return problemsOfValue(expectation, at);
  if ('cookie' in expectation && expectation.attributes !== undefined) {
    if (!expectation.present) {
      return [{ at: `${at}.attributes`, message: 'a cookie that is not present has no attributes' }];
    }
    const known: readonly string[] = cookieAttributes;
    return Object.keys(expectation.attributes)
      .filter((key) => !known.includes(key))
      .map((key) => ({ at: `${at}.attributes`, message: `unknown key "${key}"${suggestion(key, known)}` }));
  }
  if ('refused' in expectation && expectation.reason !== undefined) {
    const isRefusal = verdictRules[expectation.reason].decision === 'refused';
    return isRefusal ? [] : [{ at: `${at}.reason`, message: `${expectation.reason} refuses nothing` }];
  }
  if ('sent' in expectation && expectation.reason !== undefined) {
    if (expectation.present !== false) {
      return [{ at: `${at}.reason`, message: 'a cookie that is sent was not kept back: give present false' }];
    }
    const isKeptBack = verdictRules[expectation.reason].decision === 'not sent';
    return isKeptBack ? [] : [{ at: `${at}.reason`, message: `${expectation.reason} keeps nothing back` }];
  }
  if (
    'answeredBy' in expectation &&
    (expectation.instance === undefined) === (expectation.app === undefined)
  ) {
    return [{ at, message: 'expected either instance or app' }];
  }
  return [];
}

const problemsOfValue = (asked: ValueAsked, at: string): Problem[] =>
  asked.exists === false && asked.equals !== undefined
    ? [{ at: `${at}.equals`, message: 'nothing can be equal where exists is false' }]
    : [];
