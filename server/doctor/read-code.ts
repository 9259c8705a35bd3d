import { type TokenType, tokenizer, tokTypes } from 'acorn';
import { maxJsonDepth } from '../contract/input/json-text.ts';
import { notSaid } from './read-options.ts';

/** acorn's types leave out a token's value. */
type Token = { type: TokenType; value: unknown; start: number };

/** An object literal of a program as data. Nothing is run: what is no literal is `notSaid`. */
export type ReadCode = {
  value: Record<string, unknown>;
  /** The text of what `store` is given, such as `new RedisStore({ client })`; null where there is none. */
  store: string | null;
  /** The text of what `cookie` is given, where that is no object; null where there is none. */
  cookie: string | null;
  /** It is what `session(…)` is called with. */
  isCall: boolean;
  /** cookie-parser is there, whose secret express-session takes where it is given none. */
  hasCookieParser: boolean;
  /** The lines of all that session() is called with. */
  calls: number[];
  /** The key before which a comma is missing; null where none is. */
  commaMissingBefore: string | null;
  /** Keys that a spread may give. */
  hasSpread: boolean;
  /** What `app.set('trust proxy', …)` is given; undefined where nothing is set. */
  trustProxy: unknown;
  /** Paths that are assigned to later, as in `options.cookie.secure = true`. */
  changed: string[];
  /** A lone name stands for a value, and there is nothing else of a program: rather JSON with a mistake. */
  isFaultyJson: boolean;
};

/** Finds session options in code and reads them; null where there are none. Throws what acorn says of text that is none. */
export function readCode(text: string): ReadCode | null {
  const tokens = [...tokenizer(text, { ecmaVersion: 'latest', allowHashBang: true })].map(
    (token): Token => ({ type: token.type, value: Reflect.get(token, 'value'), start: token.start }),
  );
  const literals = findLiterals(tokens);
  const [found] = literals;
  if (found === undefined) return null;
  const reader = createReader(tokens, text);
  const value = reader.object(found.at);
  if (value === null) return null;
  return {
    value,
    ...reader.facts(),
    isCall: found.isCall,
    hasCookieParser: tokens.some((token) => is(token, tokTypes.name, 'cookieParser')),
    calls: literals.map(({ at }) => text.slice(0, tokens[at]?.start).split('\n').length),
    trustProxy: trustProxyIn(tokens, reader),
    changed: changedIn(tokens),
  };
}

const is = (token: Token | undefined, type: Token['type'], value?: unknown): boolean =>
  token?.type === type && (value === undefined || token.value === value);

/** What express-session is called in the program. */
function namesOfSession(tokens: readonly Token[]): Set<unknown> {
  const names = new Set<unknown>(['session', 'expressSession']);
  tokens.forEach((token, at) => {
    // What TypeScript and Babel call it that make CommonJS of an import.
    if (is(token, tokTypes.name) && /^_?express_?session\d*(?:_\d+)?$/i.test(String(token.value)))
      names.add(token.value);
    if (!is(token, tokTypes.string, 'express-session')) return;
    if (is(tokens[at - 1], tokTypes.name, 'from')) {
      if (is(tokens[at - 2], tokTypes.name)) names.add(tokens[at - 2]?.value);
      return;
    }
    // const X = require('…'), whatever is called with that.
    const from = Math.max(0, at - 8);
    const assigned = tokens.slice(from, at).findLastIndex((one) => is(one, tokTypes.eq, '='));
    const name = assigned === -1 ? undefined : tokens[from + assigned - 1];
    if (is(name, tokTypes.name)) names.add(name?.value);
  });
  return names;
}

/** Behind a name that is called: `session(`, `session.default(`, `(0, session.default)(`. */
function calledAt(tokens: readonly Token[], at: number): number {
  const member = is(tokens[at + 1], tokTypes.dot) && is(tokens[at + 2], tokTypes._default) ? at + 3 : at + 1;
  return is(tokens[member], tokTypes.parenR) && is(tokens[at - 1], tokTypes.comma) ? member + 1 : member;
}

/** Where the options' `{` is: in the calls of session(), in what they are called with, or the first object that is assigned. */
function findLiterals(tokens: readonly Token[]): Array<{ at: number; isCall: boolean }> {
  if (is(tokens[0], tokTypes.braceL)) return [{ at: 0, isCall: false }];
  const names = namesOfSession(tokens);
  const objects = assignedObjects(tokens);
  const calls: number[] = [];
  for (const [at, token] of tokens.entries()) {
    const isRequire = is(token, tokTypes.parenR) && is(tokens[at - 1], tokTypes.string, 'express-session');
    const isNamed = is(token, tokTypes.name) && names.has(token.value) && !is(tokens[at - 1], tokTypes.dot);
    const called = calledAt(tokens, at);
    if (!(isRequire || isNamed) || !is(tokens[called], tokTypes.parenL)) continue;
    const argument = tokens[called + 1];
    const given = is(argument, tokTypes.name) ? objects.get(argument?.value) : undefined;
    if (is(argument, tokTypes.braceL)) calls.push(called + 1);
    else if (given !== undefined) calls.push(given);
  }
  if (calls.length > 0) return [...new Set(calls)].map((at) => ({ at, isCall: true }));
  const [first] = objects.values();
  const exported = tokens.findIndex(
    (token, at) => is(token, tokTypes.braceL) && is(tokens[at - 1], tokTypes._default),
  );
  if (first !== undefined) return [{ at: first, isCall: false }];
  return exported === -1 ? [] : [{ at: exported, isCall: false }];
}

/** Where `name = {`, with or without a type, has its `{`, by name; the first of each. */
function assignedObjects(tokens: readonly Token[]): Map<unknown, number> {
  const found = new Map<unknown, number>();
  let typed: unknown;
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (is(token, tokTypes.name) && is(next, tokTypes.colon)) typed = token.value;
    if (is(token, tokTypes.semi)) typed = undefined;
    if (!is(token, tokTypes.eq, '=') || !is(next, tokTypes.braceL)) continue;
    const name = typed ?? tokens[at - 1]?.value;
    if (!found.has(name)) found.set(name, at + 1);
    typed = undefined;
  }
  return found;
}

function createReader(tokens: readonly Token[], text: string) {
  let store: string | null = null;
  let cookie: string | null = null;
  let hasSpread = false;
  let loneNames = 0;
  let commaMissingBefore: string | null = null;
  let isProgram = false;

  const opens = new Set([tokTypes.braceL, tokTypes.bracketL, tokTypes.parenL, tokTypes.dollarBraceL]);
  const closes = new Set([tokTypes.braceR, tokTypes.bracketR, tokTypes.parenR]);

  /** The place of the `,` or closing bracket that ends what begins here; null where the text ends before. */
  const endFrom = (at: number): number | null => {
    let depth = 0;
    for (let here = at; here < tokens.length; here += 1) {
      const type = tokens[here]?.type;
      if (type === undefined) return null;
      if (depth === 0 && (type === tokTypes.comma || closes.has(type))) return here;
      if (opens.has(type)) depth += 1;
      else if (closes.has(type)) depth -= 1;
    }
    return null;
  };

  const parts = (at: number): Array<[number, number]> | null => {
    const found: Array<[number, number]> = [];
    for (let here = at + 1; ; ) {
      const end = endFrom(here);
      if (end === null) return null;
      if (end > here) found.push([here, end]);
      if (!is(tokens[end], tokTypes.comma)) return found;
      here = end + 1;
    }
  };

  let depth = 0;
  const object = (at: number): Record<string, unknown> | null => {
    depth += 1;
    if (depth > maxJsonDepth) throw new Error(`nested deeper than ${maxJsonDepth} levels`);
    const read = membersOf(at);
    depth -= 1;
    return read;
  };

  const membersOf = (at: number): Record<string, unknown> | null => {
    const members = parts(at);
    if (members === null) return null;
    const entries: Array<[string, unknown]> = [];
    for (const [from, to] of members) {
      const key = tokens[from];
      if (is(key, tokTypes.ellipsis)) {
        hasSpread = true;
        continue;
      }
      if (!is(key, tokTypes.string)) isProgram = true;
      const name = String(key?.value ?? key?.type.keyword ?? key?.type.label);
      const isPair = is(tokens[from + 1], tokTypes.colon);
      if (name === 'store')
        store = text.slice(tokens[isPair ? from + 2 : from]?.start, tokens[to]?.start).trim();
      if (name === 'cookie' && depth === 1 && isPair && !is(tokens[from + 2], tokTypes.braceL))
        cookie = text.slice(tokens[from + 2]?.start, tokens[to]?.start).trim();
      entries.push([name, isPair ? value(from + 2, to) : notSaid]);
    }
    return Object.fromEntries(entries);
  };

  /** A literal, or a product of numbers; whatever else is not said. `as const` and `!` do not count. */
  const value = (from: number, to: number): unknown => {
    const first = tokens[from];
    const length = to - from;
    if (is(first, tokTypes.braceL) && is(tokens[to - 1], tokTypes.braceR)) return object(from) ?? notSaid;
    // The only list that an option takes is one of texts.
    if (is(first, tokTypes.bracketL) && is(tokens[to - 1], tokTypes.bracketR)) {
      return (
        parts(from)?.map(([start, end]) => (end - start === 1 ? literal(tokens[start]) : notSaid)) ?? notSaid
      );
    }
    if (is(tokens[to - 2], tokTypes.name, 'as')) return value(from, to - 2);
    if (length === 1) return literal(first);
    isProgram = true;
    if (length === 2 && is(first, tokTypes.plusMin, '-')) return negative(literal(tokens[from + 1]));
    if (is(first, tokTypes.prefix, '!')) return opposite(value(from + 1, to));
    if (is(first, tokTypes._void) && length === 2) return undefined;
    const second = tokens[from + 1];
    // Of a function in TypeScript it is a parameter.
    const isKey = is(second, tokTypes.name) && is(tokens[from + 2], tokTypes.colon);
    if (isKey && !is(first, tokTypes.parenL)) {
      commaMissingBefore ??= String(second?.value);
    }
    if (length === 3 && is(first, tokTypes.backQuote)) return tokens[from + 1]?.value;
    return product(tokens.slice(from, to));
  };

  const literal = (token: Token | undefined): unknown => {
    if (is(token, tokTypes.num) || is(token, tokTypes.string)) return token?.value;
    if (is(token, tokTypes._true)) return true;
    if (is(token, tokTypes._false)) return false;
    if (is(token, tokTypes._null)) return null;
    if (is(token, tokTypes.name, 'undefined')) return undefined;
    if (is(token, tokTypes.name, 'Infinity')) return Number.POSITIVE_INFINITY;
    if (is(token, tokTypes.name, 'NaN')) return Number.NaN;
    if (is(token, tokTypes.name)) loneNames += 1;
    return notSaid;
  };

  const facts = () => ({
    store,
    cookie,
    hasSpread,
    commaMissingBefore,
    isFaultyJson: loneNames > 0 && !isProgram,
  });
  return { object, value, facts, endFrom };
}

const negative = (value: unknown): unknown => (typeof value === 'number' ? -value : notSaid);

/** !0, as minifiers write it. */
const opposite = (value: unknown): unknown =>
  value === notSaid || typeof value === 'object' ? notSaid : !value;

/** 1000 * 60 * 60 */
function product(tokens: readonly Token[]): unknown {
  let result = 1;
  for (const [place, token] of tokens.entries()) {
    const isNumber = is(token, tokTypes.num) && typeof token.value === 'number';
    if (place % 2 === 0 ? !isNumber : !is(token, tokTypes.star)) return notSaid;
    if (typeof token.value === 'number') result *= token.value;
  }
  return tokens.length % 2 === 1 ? result : notSaid;
}

/** Where it is set twice, as on a condition, to one value and to another, that is not said. */
function trustProxyIn(tokens: readonly Token[], reader: ReturnType<typeof createReader>): unknown {
  const values = tokens.flatMap((token, at) => {
    if (!is(token, tokTypes.string, 'trust proxy')) return [];
    if (is(tokens[at - 2], tokTypes.name, 'enable')) return [true];
    if (is(tokens[at - 2], tokTypes.name, 'disable')) return [false];
    if (!is(tokens[at - 2], tokTypes.name, 'set')) return [];
    const end = reader.endFrom(at + 2);
    return [end === null ? notSaid : reader.value(at + 2, end)];
  });
  const [first, ...others] = values;
  return others.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : notSaid;
}

function changedIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) => {
    const isCookie = is(token, tokTypes.name, 'cookie') && is(tokens[at + 1], tokTypes.dot);
    const key = tokens[at + 2];
    return isCookie && is(key, tokTypes.name) && is(tokens[at + 3], tokTypes.eq, '=')
      ? [`cookie.${key?.value}`]
      : [];
  });
}
