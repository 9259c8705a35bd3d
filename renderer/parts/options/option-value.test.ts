import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../server/contract/lab-config.ts';
import { optionCatalogue } from '../../../server/contract/options.ts';
import { defaultValue, isChanged, optionValue, withOption } from './option-value.ts';

describe('an option by its path', () => {
  it('is found for every row of the catalogue', () => {
    const { options } = defaultLabConfig();
    const missing = optionCatalogue.filter(({ path }) => optionValue(options, path) === undefined);
    expect(missing).toEqual([]);
  });
  it('is set alone, the rest stays', () => {
    const config = defaultLabConfig();
    const changed = withOption(config, 'cookie.maxAge', 60_000);
    expect(changed.options.cookie).toEqual({ ...config.options.cookie, maxAge: 60_000 });
    expect({ ...changed.options, cookie: config.options.cookie }).toEqual(config.options);
  });
  it('counts as changed until it is back at its default', () => {
    const config = withOption(defaultLabConfig(), 'resave', false);
    expect(isChanged(config.options, 'resave')).toBe(true);
    expect(isChanged(config.options, 'cookie.path')).toBe(false);
    expect(isChanged(withOption(config, 'resave', defaultValue('resave')).options, 'resave')).toBe(false);
  });
});
