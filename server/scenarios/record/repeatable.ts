import { tokenizer, tokTypes } from 'acorn';

/** What a handler may speak of beside what it declares itself: with that alone it does the same every time. */
const known = new Set([
  'req',
  'res',
  'next',
  'error',
  'work',
  'reloadEarly',
  'saveEarly',
  'undefined',
  'JSON',
]);

/** Parts of a request, response or session that are others every time, or lead to something that is. */
const changing = new Set([
  ...[
    'id',
    'sid',
    'sessionID',
    'sessionStore',
    'cookie',
    'cookies',
    'headers',
    'rawHeaders',
    'get',
    'header',
  ],
  ...[
    'ip',
    'ips',
    'socket',
    'connection',
    'app',
    'locals',
    'on',
    'once',
    'toString',
    'constructor',
    'prototype',
  ],
  '__proto__',
]);

const ends = new Set(['end', 'json', 'send', 'sendStatus', 'redirect', 'sendFile', 'download']);

/**
 * Whether a handler, by how it is written, does the same whenever it is called with the same requests: it asks neither
 * clock nor chance, keeps nothing beside the session, and has done all when it answers. Where that cannot be seen, it counts
 * as one that does not.
 */
export function isRepeatable(source: string): boolean {
  const tokens = [...tokenizer(source, { ecmaVersion: 'latest' })].map((token) => ({
    type: token.type,
    text: String(Reflect.get(token, 'value') ?? token.type.label),
  }));
  const texts = tokens.map(({ text }) => text);
  const [first, second] = texts[0] === 'async' ? texts.slice(1) : texts;
  // Called at once it could keep something that each request finds as the one before left it.
  if (!(first === '(' && second !== '(') && first !== 'function') return false;
  if (texts.at(-1) === ')' && texts.at(-2) === '(') return false;
  const isProperty = (place: number) => ['.', '?.'].includes(texts[place - 1] ?? '');
  const isKey = (place: number) => texts[place + 1] === ':' && ['{', ','].includes(texts[place - 1] ?? '');
  const declared = new Set(texts.filter((_, place) => ['const', 'let'].includes(texts[place - 1] ?? '')));
  const isFamiliar = tokens.every(({ type, text }, place) => {
    if (type === tokTypes.string || (type === tokTypes.name && isProperty(place))) return !changing.has(text);
    if (type !== tokTypes.name || isKey(place)) return type !== tokTypes._this && type !== tokTypes._import;
    return known.has(text) || declared.has(text) || ['async', 'await', 'let', 'of'].includes(text);
  });
  const end = texts.findIndex(
    (text, place) => ends.has(text) && texts[place - 1] === '.' && texts[place + 1] === '(',
  );
  const after = texts.slice(end + 1).filter((text) => text === 'session' || text === 'await');
  return isFamiliar && end !== -1 && (after.length === 0 || isWithinAnswer(texts, end));
}

/** Whether the session is read only within the brackets of the answer: `res.json({ seen: req.session.seen })`. */
function isWithinAnswer(texts: readonly string[], end: number): boolean {
  let depth = 0;
  for (let place = end + 1; place < texts.length; place += 1) {
    if (texts[place] === '(') depth += 1;
    if (texts[place] === ')') depth -= 1;
    if (depth > 0) continue;
    const rest = texts.slice(place + 1);
    return !rest.includes('session') && !rest.includes('await');
  }
  return false;
}
