import { describe, expect, it } from 'vitest';
import { optionCatalogue } from '../../../server/contract/options/options.ts';
import { checkOption } from './check-option.ts';

const entry = (path: string) => {
  const found = optionCatalogue.find((one) => one.path === path);
  if (!found) throw new Error(`no option ${path}`);
  return found;
};

describe('a value given to an option', () => {
  it('is taken when the option can have it', () => {
    expect(checkOption(entry('cookie.maxAge'), 60_000)).toEqual({ ok: true, value: 60_000 });
  });
  it('is refused with what was expected', () => {
    expect(checkOption(entry('cookie.maxAge'), 'abc')).toMatchObject({
      message: expect.stringContaining('60s'),
    });
    expect(checkOption(entry('cookie.path'), 'x')).toMatchObject({
      message: 'expected a path that starts with /',
    });
    expect(checkOption(entry('secret'), [])).toMatchObject({ ok: false });
  });
});
