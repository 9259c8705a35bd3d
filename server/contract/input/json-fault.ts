export type JsonFault = { offset: number; message: string };

type Kind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar' | 'end';
type Token = { kind: Kind; start: number; end: number };

/** What may come next. `more in …` stands after a value inside brackets. */
type Want = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'more in {' | 'more in [' | 'nothing';

const inWords: Record<Want, string> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes, or }',
  ':': 'a colon after the name',
  'more in {': 'a comma or }',
  'more in [': 'a comma or ]',
  nothing: 'nothing more after the value',
};

/**
 * The first place at which text stops being JSON; null when it is JSON. JSON.parse does not give the place of every
 * error, and words it in terms of its own.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: Array<'{' | '['> = [];
  let want: Want = 'value';
  for (let offset = 0; ; ) {
    const token = readToken(text, offset);
    if ('message' in token) return token;
    if (token.kind === 'end' && want === 'nothing') return null;
    const next = follow(want, token.kind, open);
    if (next === null) {
      const found =
        token.kind === 'end' ? 'the end of the text' : text.slice(token.start, token.end).slice(0, 20);
      return { offset: token.start, message: `expected ${inWords[want]}, found ${found}` };
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
      return { offset: start, message: `${word.exec(text)?.[0] ?? letter} is not JSON` };
    }
  }
}

function readString(text: string, start: number): Token | JsonFault {
  const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
  let i = start + 1;
  while (i < text.length) {
    const letter = text.charAt(i);
    if (letter === '"') return { kind: 'string', start, end: i + 1 };
    if (letter < ' ')
      return { offset: i, message: 'a string cannot hold a line break or a control character' };
    if (letter === '\\') {
      escaped.lastIndex = i;
      if (!escaped.test(text)) return { offset: i, message: 'a backslash that begins no escape of JSON' };
      i = escaped.lastIndex;
    } else i += 1;
  }
  return { offset: start, message: 'a string that is never closed' };
}
