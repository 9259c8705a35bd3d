import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { labSettingCatalogue } from '../../../server/contract/options/lab-setting-rows.ts';
import { optionCatalogue, sessionOptionsSchema } from '../../../server/contract/options/options.ts';
import {
  checkOption,
  choicesWith,
  defaultValue,
  isChanged,
  optionValue,
  parseTrustProxy,
  shownText,
  typedValue,
  withOption,
} from './option-value.ts';

describe('an option by its path', () => {
  it('is found for every row of the catalogue', () => {
    const config = defaultLabConfig();
    const all = [...optionCatalogue, ...labSettingCatalogue];
    const missing = all.filter(({ path }) => optionValue(config, path) === undefined);
    expect(missing).toEqual([]);
  });
  it('is set alone, the rest stays', () => {
    const config = defaultLabConfig();
    const changed = withOption(config, 'cookie.maxAge', 60_000);
    expect(changed.options.cookie).toEqual({ ...config.options.cookie, maxAge: 60_000 });
    expect({ ...changed.options, cookie: config.options.cookie }).toEqual(config.options);
  });
  it('may stand around the session, beside its options', () => {
    const config = defaultLabConfig();
    const changed = withOption(config, 'oneAtATime', true);
    expect(changed).toEqual({ ...config, oneAtATime: true });
    expect(isChanged(changed, 'oneAtATime')).toBe(true);
  });
  it('counts as changed until it is back at its default', () => {
    const config = withOption(defaultLabConfig(), 'resave', false);
    expect(isChanged(config, 'resave')).toBe(true);
    expect(isChanged(config, 'cookie.path')).toBe(false);
    expect(isChanged(withOption(config, 'resave', defaultValue('resave')), 'resave')).toBe(false);
  });
});

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
    expect(checkOption(entry('cookie.maxAge'), 'abc')).toMatchObject({ problem: { code: 'no-duration' } });
    expect(checkOption(entry('cookie.expires'), 'soon')).toMatchObject({
      problem: { code: 'schema-says', params: { message: expect.stringMatching(/^expected a date/) } },
    });
    expect(checkOption(entry('secret'), [])).toMatchObject({ ok: false });
  });
});

describe('a value of any kind that express-session takes', () => {
  const values: Array<[string, unknown[]]> = [
    ['cookie.maxAge', [null, false, '', 0, -5, 1.5, 315_360_000_000, 1e300, 'NaN', 'Infinity', '-Infinity']],
    ['cookie.expires', [null, false, '', 0, 1_700_000_000_000, 'NaN', 'Invalid Date', '2031-01-01']],
    ['cookie.path', [null, '', 'shop', '/a;b']],
    ['cookie.domain', [null, '', 'localhost:3000']],
    ['name', ['no name', 'ä']],
  ];
  it.each(values)('is shown by %s, and typed as it is shown it is the same', (path, all) => {
    for (const value of all) {
      expect(checkOption(entry(path), typedValue(entry(path).row, shownText(value)))).toEqual({
        ok: true,
        value,
      });
    }
  });
  it('stands in a list as it is written in code, where it is none of the list’s', () => {
    const { control } = entry('cookie.sameSite').row;
    if (control.type !== 'choice') throw new Error('no list');
    for (const [value, label] of [
      ['None', "'None'"],
      [null, 'null'],
      ['', "''"],
    ] as const) {
      const choices = choicesWith(control.choices, value);
      expect(choices.at(-1)).toEqual({ value: JSON.stringify(value), label });
      expect(choices).toHaveLength(control.choices.length + 1);
    }
    expect(choicesWith(control.choices, 'none')).toHaveLength(control.choices.length);
  });
  it('counts as changed, also where JSON has no such number', () => {
    const options = sessionOptionsSchema.parse({ secret: null, cookie: { maxAge: Number.NaN } });
    const config = { ...defaultLabConfig(), options };
    expect(['secret', 'cookie.maxAge'].map((path) => isChanged(config, path))).toEqual([true, true]);
  });
});

describe('what is typed into trust proxy', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['', false],
    ['2', 2],
    ['loopback, 10.0.0.1', 'loopback, 10.0.0.1'],
  ])('%j means %j', (text, value) => {
    expect(parseTrustProxy(text)).toBe(value);
  });
});
