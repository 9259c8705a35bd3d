import { describe, expect, it } from 'vitest';
import { labSettingCatalogue } from '../../../server/contract/options/lab-setting-rows.ts';
import { optionCatalogue } from '../../../server/contract/options/options.ts';
import { findOptions } from './find-options.ts';

describe('searching the options', () => {
  it('finds by name, whatever the case', () => {
    expect(findOptions('RESAVE').map(({ path }) => path)).toContain('resave');
    for (const { path } of optionCatalogue) expect(findOptions(path).map((one) => one.path)).toContain(path);
  });
  it('finds by what an option does', () => {
    expect(findOptions('injected script').map(({ path }) => path)).toEqual(['cookie.httpOnly']);
  });
  it('shows all when nothing is typed', () => {
    expect(findOptions(' ')).toEqual([...optionCatalogue, ...labSettingCatalogue]);
  });
  it('is empty when nothing fits', () => {
    expect(findOptions('no such option')).toEqual([]);
  });
});
