import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { labSettingCatalogue } from '../../../server/contract/options/lab-setting-rows.ts';
import { optionCatalogue } from '../../../server/contract/options/options.ts';
import {
  checkOption,
  defaultValue,
  isChanged,
  optionValue,
  parseTrustProxy,
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
    expect(checkOption(entry('cookie.path'), 'x')).toMatchObject({
      problem: { code: 'schema-says', params: { message: 'expected a path that starts with /' } },
    });
    expect(checkOption(entry('secret'), [])).toMatchObject({ ok: false });
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
