import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../words/problems.ts';
import { findJsonFault } from './json-fault.ts';
import { maxJsonDepth, readJson } from './json-text.ts';

const messageOf = (text: string): string => {
  const read = readJson(text);
  return read.ok ? 'read' : read.problems.map(sentenceOf).join();
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('reading JSON from outside', () => {
  it.each([
    ['{\n  "a": 1,\n}', 'not JSON at line 3, column 1: expected a name in double quotes, found }'],
    ['{ "a" 1 }', 'not JSON at line 1, column 7: expected a colon after the name, found 1'],
    ['[1 2]', 'not JSON at line 1, column 4: expected a comma or ], found 2'],
    ['', 'not JSON at line 1, column 1: expected a value, found the end of the text'],
    ['{"a": tru}', 'not JSON at line 1, column 7: tru is not JSON'],
    ["{'a': 1}", "not JSON at line 1, column 2: 'a' is not JSON"],
    ['"open', 'not JSON at line 1, column 1: a string that is never closed'],
    ['["a\nb"]', 'not JSON at line 1, column 4: a string cannot hold a line break or a control character'],
    ['{} {}', 'not JSON at line 1, column 4: expected nothing more after the value, found {'],
  ])('says where %j goes wrong', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('refuses what nests too deep to be walked, and brackets in strings do not count', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(readJson(nested(maxJsonDepth)).ok).toBe(true);
    expect(messageOf(nested(100_000))).toBe('nested deeper than 64 levels');
    expect(readJson(JSON.stringify('['.repeat(1000))).ok).toBe(true);
  });

  it('finds a fault exactly where JSON.parse refuses', () => {
    const nearlyJson = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '1', '\\', ' ', 'e', '-', '\n'),
      )
      .map(([json, at, typo]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + typo + json.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.json(), fc.string()), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a key __proto__ at any depth, by name', () => {
    for (const text of ['{"__proto__":1}', '{"a":[{"__proto__":{"b":1}}]}'])
      expect(messageOf(text)).toBe('unknown key "__proto__"');
    expect(readJson('{"proto":"__proto__"}')).toMatchObject({ ok: true });
  });
});
