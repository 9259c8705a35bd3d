import { suggestion } from '../contract/nearest.ts';
import { optionCatalogue, type SessionOptions } from '../contract/options.ts';
import { problemsOf } from '../contract/problems.ts';
import { mergeOptions } from './merge-options.ts';

export type Settings = { ok: true; options: SessionOptions } | { ok: false; message: string };

/** Puts `key=value` settings over options, in their order. Keys are those of the option catalogue. */
export function applySettings(options: SessionOptions, settings: readonly string[]): Settings {
  let current = options;
  for (const setting of settings) {
    const applied = applySetting(current, setting);
    if (!applied.ok) return { ok: false, message: `--set ${setting}: ${applied.message}` };
    current = applied.options;
  }
  return { ok: true, options: current };
}

function applySetting(options: SessionOptions, setting: string): Settings {
  const equals = setting.indexOf('=');
  if (equals < 1) return { ok: false, message: 'expected key=value, such as resave=false' };
  const key = setting.slice(0, equals).trim();
  const text = setting.slice(equals + 1);
  if (key === 'cookie')
    return { ok: false, message: 'expected one of its settings, such as cookie.maxAge=60000' };
  const option = optionCatalogue.find(({ path, row }) => path === key || row.label === key);
  if (option === undefined) return { ok: false, message: `unknown option "${key}"${suggestedOption(key)}` };

  const readings = [...jsonReading(text), text];
  const fitting = readings.find((reading) => option.row.schema.safeParse(reading).success);
  if (fitting === undefined) {
    const parsed = option.row.schema.safeParse(readings[0]);
    const [problem] = parsed.success ? [] : problemsOf(parsed.error, option.row.schema);
    return { ok: false, message: `${key}: ${problem?.message ?? 'not a value of this option'}` };
  }
  const cookieKey = option.path.startsWith('cookie.') ? option.path.slice('cookie.'.length) : null;
  const merged = mergeOptions(
    options,
    cookieKey === null ? { [option.path]: fitting } : { cookie: { [cookieKey]: fitting } },
  );
  return merged.ok
    ? merged
    : { ok: false, message: merged.problems.map(({ message }) => message).join('; ') };
}

/** true, false, null, numbers, arrays and quoted text, as JSON has them; nothing when the text is not JSON. */
function jsonReading(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

function suggestedOption(key: string): string {
  const paths = optionCatalogue.map(({ path }) => path);
  const inCookie = paths.find((path) => path.toLowerCase() === `cookie.${key.toLowerCase()}`);
  return inCookie === undefined ? suggestion(key, paths) : ` (did you mean "${inCookie}"?)`;
}
