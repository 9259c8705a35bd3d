import { isChangeable } from '../../app/user/found-options.ts';
import { type Result, refuse } from '../../contract/errors.ts';
import { type OptionChanges, optionChangesSchema } from '../../contract/found-app.ts';
import { nearest } from '../../contract/input/nearest.ts';
import { problemsOf } from '../../contract/input/problems.ts';
import { defaultLabConfig, type LabConfig, labConfigSchema } from '../../contract/options/lab-config.ts';
import { labSettingCatalogue } from '../../contract/options/lab-setting-rows.ts';
import { mergeOptions } from '../../contract/options/merge-options.ts';
import { optionCatalogue } from '../../contract/options/options.ts';
import { storeConfigSchema, storeKinds } from '../../contract/stores/store-kinds.ts';

const catalogue = [...optionCatalogue, ...labSettingCatalogue];

/**
 * Puts a `key=value` setting over a lab. Keys are those of the catalogues: options, and what goes around them. A problem
 * with the value is at its key, one with the setting itself has no place.
 */
export function applySetting(config: LabConfig, setting: string): Result<{ config: LabConfig }> {
  const equals = setting.indexOf('=');
  if (equals < 1) return refuse('not-key-value', '', {});
  const key = setting.slice(0, equals).trim();
  const text = setting.slice(equals + 1);
  if (key === 'cookie') return refuse('whole-cookie', '', {});
  const option = optionNamed(key);
  if (option === undefined) return refuse('unknown-option', '', { key, nearest: nearestOption(key) });

  const readings = [...jsonReading(text), text];
  const fitting = readings.find((reading) => option.row.schema.safeParse(reading).success);
  if (fitting === undefined) {
    const { schema } = option.row;
    const [reading] = readings;
    const { error } = schema.safeParse(reading);
    return { ok: false, problems: error ? problemsOf(error, schema, reading, key).slice(0, 1) : [] };
  }
  return option.row.group === 'around'
    ? withLabSetting(config, option.path, fitting)
    : withOption(config, option.path, fitting);
}

/** The store that one text names: its kind, or its address. */
export function storeNamed(text: string, at: string): Result<{ store: LabConfig['store'] }> {
  const store = storeConfigSchema.safeParse(text);
  if (store.success) return { ok: true, store: store.data };
  const kinds = Object.keys(storeKinds);
  const isAddress = store.error.issues.some(({ path }) => path[0] !== 'kind');
  if (isAddress) return { ok: false, problems: problemsOf(store.error, storeConfigSchema, text, at) };
  return refuse('unknown-store', at, { known: kinds, nearest: nearest(text, kinds) });
}

/** What a `key=value` setting puts over an app's own options: of the session and its cookie alone. */
export function optionChange(setting: string): Result<{ change: OptionChanges }> {
  const applied = applySetting(defaultLabConfig(), setting);
  if (!applied.ok) return applied;
  const path = placeOfSetting(setting)?.replace(/^options\./, '') ?? '';
  if (!isChangeable(path))
    return refuse('not-changed-from-outside', '', { key: setting.split('=', 1)[0] ?? '' });
  const { options } = applied.config;
  const value: unknown = path.startsWith('cookie.')
    ? Reflect.get(options.cookie, path.slice('cookie.'.length))
    : Reflect.get(options, path);
  return { ok: true, change: optionChangesSchema.parse({ [path]: value }) };
}

/** `key` is the old name of `name`. */
const optionNamed = (key: string) => {
  const named = key === 'key' ? 'name' : key;
  return catalogue.find(({ path, row }) => path === named || row.label === named);
};

/** Where in a lab what a setting gives stands: `options.cookie.maxAge`. Null where it gives nothing there is. */
export function placeOfSetting(setting: string): string | null {
  const option = optionNamed(setting.split('=', 1)[0]?.trim() ?? '');
  return option === undefined ? null : `${option.row.group === 'around' ? '' : 'options.'}${option.path}`;
}

function withOption(config: LabConfig, path: string, value: unknown): Result<{ config: LabConfig }> {
  const cookieKey = path.startsWith('cookie.') ? path.slice('cookie.'.length) : null;
  const patch =
    cookieKey === null
      ? { [path]: value }
      : { ...endWritten(cookieKey, value), cookie: { [cookieKey]: value } };
  const merged = mergeOptions(config.options, patch);
  return merged.ok ? { ok: true, config: { ...config, options: merged.options } } : merged;
}

/** What is set later is written later: of two ends it is the one that counts. */
const endWritten = (key: string, value: unknown): object =>
  (key === 'maxAge' || key === 'expires') && value !== null ? { cookieEnd: key } : {};

function withLabSetting(config: LabConfig, path: string, value: unknown): Result<{ config: LabConfig }> {
  const given = { ...config, [path]: value };
  const parsed = labConfigSchema.safeParse(given);
  return parsed.success
    ? { ok: true, config: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error, labConfigSchema, given) };
}

/** true, false, null, numbers, arrays and quoted text, as JSON has them; nothing when the text is not JSON. */
function jsonReading(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

function nearestOption(key: string): string | null {
  const paths = catalogue.map(({ path }) => path);
  const inCookie = paths.find((path) => path.toLowerCase() === `cookie.${key.toLowerCase()}`);
  return inCookie ?? nearest(key, paths);
}
