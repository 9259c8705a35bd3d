import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { labSettingCatalogue } from '../../../server/contract/options/lab-setting-rows.ts';
import { optionCatalogue } from '../../../server/contract/options/options.ts';
import { defaultValue, isChanged, optionValue, withOption } from './option-value.ts';

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
