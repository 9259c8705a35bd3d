import { findJsonFault } from './json-fault.ts';

/** JSON from outside nests no deeper than this, so that no walk over it can exhaust the stack. */
export const maxJsonDepth = 64;

export type ReadJson = { ok: true; value: unknown } | { ok: false; message: string };

/** Parses JSON text; what is wrong with it is said with line and column. */
export function readJson(text: string): ReadJson {
  if (depthOf(text) > maxJsonDepth) {
    return { ok: false, message: `nested deeper than ${maxJsonDepth} levels` };
  }
  let hasProto = false;
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      hasProto ||= key === '__proto__';
      return inner;
    });
    // Copying the object would drop the key, or worse; so it is named while it can be seen.
    return hasProto ? { ok: false, message: 'unknown key "__proto__"' } : { ok: true, value };
  } catch {
    const fault = findJsonFault(text);
    const where = fault === null ? '' : ` at ${position(text, fault.offset)}: ${fault.message}`;
    return { ok: false, message: `not JSON${where}` };
  }
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `line ${before.split('\n').length}, column ${offset - before.lastIndexOf('\n')}`;
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
