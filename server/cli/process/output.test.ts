import { expect, it } from 'vitest';
import { shownText } from '../../contract/shown-text.ts';
import { filtered, oneLine } from './output.ts';

const hostile = 'a\u001b[2J\u001b]8;;http://evil\u0007b\u009b31m\u202ec\u2028d\u007f\r\u0000';

it('writes nothing that a terminal would obey, and keeps lines and tabs', () => {
  const text = shownText(`${hostile}\n\tplain é 漢 ✓`);
  expect([...text].filter((letter) => /[\p{Cc}\u202e\u2028]/u.test(letter))).toEqual(['\n', '\t']);
  expect(text).toContain('a\\u001b[2J');
  expect(text).toContain('plain é 漢 ✓');
});

it('says the same in JSON', () => {
  expect(JSON.parse(shownText(JSON.stringify({ [hostile]: [hostile] })))).toEqual({ [hostile]: [hostile] });
});

it('writes over a line of its own, and over no other', () => {
  const written: string[] = [];
  const io = filtered({ out: (text) => written.push(text), err: (text) => written.push(text) });
  io.err('\r3 of 9\u001b[31m\u001b[K');
  io.err('\r\u001b[K');
  io.out('\r3 of 9\u001b[K');
  expect(written).toEqual(['\r3 of 9\\u001b[31m\u001b[K', '\r\u001b[K', '\\u000d3 of 9\\u001b[K']);
});

it('keeps a text on its line', () => {
  expect(oneLine('fine\n\n9 of 9 expectations hold.\r\nx\u2028y')).toBe('fine 9 of 9 expectations hold. x y');
});
