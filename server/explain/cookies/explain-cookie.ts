import type { Explanation, Told } from '../../contract/explain.ts';
import { verdictRules } from '../../contract/verdicts/verdict.ts';
import { say } from '../../words/explain/say.ts';
import { foreignCookie } from './foreign-cookies.ts';
import { decoded, looksSigned, sessionValue, shortened } from './session-value.ts';

/** `name`: null where only a value was given. */
export type Pair = { name: string | null; value: string };

/** The pairs of a Cookie header, or the one value that stands alone. */
export function pairsIn(text: string): Pair[] {
  return text.split(';').flatMap((each): Pair[] => {
    const part = each.trim();
    if (part === '') return [];
    const equals = part.indexOf('=');
    const isNamed = equals > 0 && !/^s(?::|%)|^\.?eyJ/i.test(part);
    return [
      isNamed
        ? { name: part.slice(0, equals).trim(), value: part.slice(equals + 1).trim() }
        : { name: null, value: part },
    ];
  });
}

const mostCookies = 40;
const some = (names: readonly string[]): string[] => [
  ...names.slice(0, 12),
  ...(names.length > 12 ? [`and ${names.length - 12} more`] : []),
];
const defaultName = 'connect.sid';

export function explainCookies(headers: readonly string[], secrets: readonly string[]): Explanation['parts'] {
  const pairs = headers.flatMap(pairsIn);
  const names = new Set(pairs.flatMap(({ name }) => name ?? []));
  // Of those that say nothing of themselves, the names are enough.
  const isKnown = ({ name, value }: Pair): boolean =>
    pairs.length === 1 ||
    name === defaultName ||
    looksSigned(value) ||
    foreignCookie({ name: name ?? '', value: decoded(value) }, names) !== null;
  const shown = pairs.filter(isKnown).slice(0, mostCookies);
  const others = pairs.flatMap((pair) =>
    isKnown(pair) ? [] : (pair.name ?? shortened(pair.value)).slice(0, 40),
  );
  const parts = shown
    .filter(({ name }, at) => name === null || shown.findIndex((pair) => pair.name === name) === at)
    .map((pair) => ({
      title: pair.name?.slice(0, 60) ?? 'The value',
      told: explainPair(pair, pairs, names, secrets),
    }));
  const rest: Told[] = [
    ...(others.length === 0 ? [] : [say('others-unsigned', { names: some(others) })]),
    ...(pairs.length > 1 && !pairs.some(({ value }) => looksSigned(value))
      ? [say('no-session-among', { sentence: verdictRules['no-cookie'].sentence({ name: defaultName }) })]
      : []),
    ...(pairs.filter(isKnown).length > mostCookies
      ? [say('more-left', { what: 'cookies', left: pairs.filter(isKnown).length - mostCookies })]
      : []),
  ];
  return rest.length === 0 ? parts : [...parts, { title: 'All of them', told: rest }];
}

function explainPair(
  pair: Pair,
  all: readonly Pair[],
  names: ReadonlySet<string>,
  secrets: readonly string[],
): Told[] {
  const times = pair.name === null ? 1 : all.filter(({ name }) => name === pair.name).length;
  return [
    ...(pair.name !== null && times > 1
      ? [say('same-name-twice', { name: pair.name.slice(0, 60), times })]
      : []),
    ...explainValue(pair, names, secrets),
    ...nameTold(pair),
  ];
}

/** What a cookie's value is, and what express-session does with it. */
export function explainValue(pair: Pair, names: ReadonlySet<string>, secrets: readonly string[]): Told[] {
  const inner = /^"(.*)"$/.exec(pair.value)?.[1];
  const value = (inner ?? pair.value).replace(/^Bearer\s+/, '');
  const name = pair.name?.slice(0, 60) ?? 'The value';
  if (value === '') return [say('empty-cookie', { name })];
  const quoted = inner === undefined ? [] : [say('quoted-value', {})];
  const session = sessionValue(value, secrets);
  if (session !== null) return [...quoted, ...session];
  const what = foreignCookie({ name: pair.name ?? '', value: decoded(value) }, names);
  if (what !== null) return [...quoted, say('not-express-session', { name, what })];
  return [...quoted, say('unsigned', { sentence: verdictRules['unsigned-cookie'].sentence({ name }) })];
}

/** Under which name express-session would read it. */
function nameTold({ name, value }: Pair): Told[] {
  if (!looksSigned(value) || name === defaultName) return [];
  const sentence = verdictRules['no-cookie'].sentence({ name: defaultName });
  return [name === null ? say('name-not-said', { sentence }) : say('name-of-own', { name, sentence })];
}
