import { type Result, refuse } from '../errors.ts';
import { findJsonFault } from './json-fault.ts';

/** JSON from outside nests no deeper than this, so that no walk over it can exhaust the stack. */
export const maxJsonDepth = 64;

/** Parses JSON text; what is wrong with it is said with line and column. `at`: where the text was given. */
export function readJson(text: string, at = ''): Result<{ value: unknown }> {
  if (depthOf(text) > maxJsonDepth) return refuse('json-too-deep', at, { levels: maxJsonDepth });
  let hasProto = false;
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      hasProto ||= key === '__proto__';
      return inner;
    });
    // Copying the object would drop the key, or worse; so it is named while it can be seen.
    return hasProto ? refuse('unknown-key', at, { key: '__proto__', nearest: null }) : { ok: true, value };
  } catch (error) {
    const found = findJsonFault(text);
    if (found === null) return refuse('library-said', at, { message: String(error) });
    const { offset, ...fault } = found;
    return refuse('not-json', at, { ...position(text, offset), ...fault });
  }
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (inString) {
      if (letter === '\\') i += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return deepest;
}
