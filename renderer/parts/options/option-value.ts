import { defaultLabConfig, type LabConfig } from '../../../server/contract/options/lab-config.ts';
import { labSettingRows } from '../../../server/contract/options/lab-setting-rows.ts';

/** A place in the catalogues: `resave`, `cookie.maxAge`, `oneAtATime`. */
export type OptionPath = string;

const cookiePrefix = 'cookie.';
const isAround = (path: OptionPath): boolean => Object.hasOwn(labSettingRows, path);

const member = (of: object, key: string): unknown => Object.entries(of).find(([name]) => name === key)?.[1];

/** The value of an option by its path in the catalogues. */
export function optionValue(config: LabConfig, path: OptionPath): unknown {
  if (isAround(path)) return member(config, path);
  return path.startsWith(cookiePrefix)
    ? member(config.options.cookie, path.slice(cookiePrefix.length))
    : member(config.options, path);
}

/** The configuration with one option set; the value must have passed that option's schema. */
export function withOption(config: LabConfig, path: OptionPath, value: unknown): LabConfig {
  if (isAround(path)) return { ...config, [path]: value };
  const { options } = config;
  const changed = path.startsWith(cookiePrefix)
    ? { ...options, cookie: { ...options.cookie, [path.slice(cookiePrefix.length)]: value } }
    : { ...options, [path]: value };
  return { ...config, options: changed };
}

const defaults = defaultLabConfig();

export const defaultValue = (path: OptionPath): unknown => optionValue(defaults, path);

/** Whether an option differs from what the lab starts with. */
export const isChanged = (config: LabConfig, path: OptionPath): boolean =>
  JSON.stringify(optionValue(config, path)) !== JSON.stringify(defaultValue(path));
