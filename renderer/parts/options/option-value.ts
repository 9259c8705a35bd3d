import type { LabConfig } from '../../../server/contract/lab-config.ts';
import { defaultSessionOptions, type SessionOptions } from '../../../server/contract/options.ts';

/** A place in the catalogue: `resave`, `cookie.maxAge`. */
export type OptionPath = string;

const cookiePrefix = 'cookie.';

/** The value of an option by its path in the catalogue. */
export function optionValue(options: SessionOptions, path: OptionPath): unknown {
  return path.startsWith(cookiePrefix)
    ? Object.entries(options.cookie).find(([key]) => key === path.slice(cookiePrefix.length))?.[1]
    : Object.entries(options).find(([key]) => key === path)?.[1];
}

/** The configuration with one option set; the value must have passed that option's schema. */
export function withOption(config: LabConfig, path: OptionPath, value: unknown): LabConfig {
  const { options } = config;
  const changed = path.startsWith(cookiePrefix)
    ? { ...options, cookie: { ...options.cookie, [path.slice(cookiePrefix.length)]: value } }
    : { ...options, [path]: value };
  return { ...config, options: changed };
}

const defaults = defaultSessionOptions();

export const defaultValue = (path: OptionPath): unknown => optionValue(defaults, path);

/** Whether an option differs from what the lab starts with. */
export const isChanged = (options: SessionOptions, path: OptionPath): boolean =>
  JSON.stringify(optionValue(options, path)) !== JSON.stringify(defaultValue(path));
