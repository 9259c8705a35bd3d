import type { ProblemParams } from '../errors.ts';

type Said = ProblemParams['not-json'];
export type JsonFault = { offset: number } & Pick<Said, 'fault' | 'wanted' | 'found'>;

type Kind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar' | 'end';
type Token = { kind: Kind; start: number; end: number };

/** What may come next. `more in …` stands after a value inside brackets. */
type Want = NonNullable<Said['wanted']>;

/**
 * The first place at which text stops being JSON; null when it is JSON. JSON.parse does not give the place of every
 * error, and words it in terms of its own.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: Array<'{' | '['> = [];
  let want: Want = 'value';
  for (let offset = 0; ; ) {
    const token = readToken(text, offset);
    if ('fault' in token) return token;
    if (token.kind === 'end' && want === 'nothing') return null;
    const next = follow(want, token.kind, open);
    if (next === null) {
      const found = token.kind === 'end' ? null : text.slice(token.start, token.end).slice(0, 20);
      return { offset: token.start, fault: 'unexpected', wanted: want, found };
    }
    want = next;
    offset = token.end;
  }
}

/** The grammar of RFC 8259: what is wanted after a token, or null when the token may not stand there. */
function follow(want: Want, kind: Kind, open: Array<'{' | '['>): Want | null {
  const afterValue = (): Want => {
    const bracket = open.at(-1);
    return bracket === undefined ? 'nothing' : `more in ${bracket}`;
  };
  const isValueWanted = want === 'value' || want === 'value or ]';
  switch (kind) {
    case '{':
    case '[':
      if (!isValueWanted) return null;
      open.push(kind);
      return kind === '{' ? 'name or }' : 'value or ]';
    case '}':
    case ']': {
      const mayClose = kind === '}' ? ['name or }', 'more in {'] : ['value or ]', 'more in ['];
      if (!mayClose.includes(want)) return null;
      open.pop();
      return afterValue();
    }
    case ',':
      if (want === 'more in {') return 'name';
      return want === 'more in [' ? 'value' : null;
    case ':':
      return want === ':' ? 'value' : null;
    case 'string':
      if (want === 'name' || want === 'name or }') return ':';
      return isValueWanted ? afterValue() : null;
    case 'scalar':
      return isValueWanted ? afterValue() : null;
    case 'end':
      return null;
  }
}

function readToken(text: string, offset: number): Token | JsonFault {
  let start = offset;
  while (start < text.length && '\t\n\r '.includes(text.charAt(start))) start += 1;
  const letter = text.charAt(start);
  switch (letter) {
    case '':
      return { kind: 'end', start, end: start };
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return { kind: letter, start, end: start + 1 };
    case '"':
      return readString(text, start);
    default: {
      const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
      scalar.lastIndex = start;
      if (scalar.test(text)) return { kind: 'scalar', start, end: scalar.lastIndex };
      const word = /[\w.+'$-]{1,20}|./suy;
      word.lastIndex = start;
      return { offset: start, fault: 'word', wanted: null, found: word.exec(text)?.[0] ?? letter };
    }
  }
}

function readString(text: string, start: number): Token | JsonFault {
  const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
  let i = start + 1;
  while (i < text.length) {
    const letter = text.charAt(i);
    if (letter === '"') return { kind: 'string', start, end: i + 1 };
    if (letter < ' ') return { offset: i, fault: 'control-character', wanted: null, found: null };
    if (letter === '\\') {
      escaped.lastIndex = i;
      if (!escaped.test(text)) return { offset: i, fault: 'escape', wanted: null, found: null };
      i = escaped.lastIndex;
    } else i += 1;
  }
  return { offset: start, fault: 'unclosed', wanted: null, found: null };
}
