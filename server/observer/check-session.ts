import { type NoExpressSession, noExpressSessionWords } from '../words/observer.ts';

const statics = ['Store', 'MemoryStore', 'Cookie', 'Session'];

/** Throws, in a sentence, about what is not the function that express-session exports, or one that stands before it. */
export function checkSession(given: unknown): void {
  const found = otherThanSession(given);
  if (found !== null) throw new Error(noExpressSessionWords(found));
}

function otherThanSession(given: unknown): NoExpressSession | null {
  if (typeof given !== 'function') {
    const isModule = isSession(Reflect.get(Object(given), 'default'));
    return isModule ? { is: 'module' } : { is: 'unknown', found: kindOf(given) };
  }
  const of = otherMaker(given);
  if (of !== null) return { is: 'other', of };
  if (isSession(given)) return null;
  // What express-session makes: `session(req, res, next)`.
  if (given.name === 'session' && given.length === 3) return { is: 'made' };
  return {
    is: 'unknown',
    found: given.name === '' ? 'another function' : `another function (${given.name})`,
  };
}

const isSession = (value: unknown): boolean =>
  typeof value === 'function' && statics.every((name) => name in value);

/** A plugin of Fastify says its name; it has a Store too. */
function otherMaker(given: object): string | null {
  const plugin: unknown = Reflect.get(Object(Reflect.get(given, Symbol.for('plugin-meta'))), 'name');
  if (typeof plugin === 'string') return plugin;
  return Reflect.get(given, 'name') === 'cookieSession' ? 'cookie-session' : null;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
