import { suggestion } from '../contract/input/nearest.ts';
import { type InputProblem, problemsOf } from '../contract/input/problems.ts';
import { type LabConfig, labConfigSchema } from '../contract/options/lab-config.ts';
import { labSettingCatalogue } from '../contract/options/lab-setting-rows.ts';
import { mergeOptions } from '../contract/options/merge-options.ts';
import { optionCatalogue } from '../contract/options/options.ts';

export type Settings = { ok: true; config: LabConfig } | { ok: false; message: string };

const catalogue = [...optionCatalogue, ...labSettingCatalogue];

/** Puts `key=value` settings over a lab, in their order. Keys are those of the catalogues: options, and what goes around them. */
export function applySettings(config: LabConfig, settings: readonly string[]): Settings {
  let current = config;
  for (const setting of settings) {
    const applied = applySetting(current, setting);
    if (!applied.ok) return { ok: false, message: `--set ${setting}: ${applied.message}` };
    current = applied.config;
  }
  return { ok: true, config: current };
}

function applySetting(config: LabConfig, setting: string): Settings {
  const equals = setting.indexOf('=');
  if (equals < 1) return { ok: false, message: 'expected key=value, such as resave=false' };
  const key = setting.slice(0, equals).trim();
  const text = setting.slice(equals + 1);
  if (key === 'cookie')
    return { ok: false, message: 'expected one of its settings, such as cookie.maxAge=60000' };
  const option = catalogue.find(({ path, row }) => path === key || row.label === key);
  if (option === undefined) return { ok: false, message: `unknown option "${key}"${suggestedOption(key)}` };

  const readings = [...jsonReading(text), text];
  const fitting = readings.find((reading) => option.row.schema.safeParse(reading).success);
  if (fitting === undefined) {
    const parsed = option.row.schema.safeParse(readings[0]);
    const [problem] = parsed.success ? [] : problemsOf(parsed.error, option.row.schema);
    return { ok: false, message: `${key}: ${problem?.message ?? 'not a value of this option'}` };
  }
  return option.row.group === 'around'
    ? withLabSetting(config, option.path, fitting)
    : withOption(config, option.path, fitting);
}

function withOption(config: LabConfig, path: string, value: unknown): Settings {
  const cookieKey = path.startsWith('cookie.') ? path.slice('cookie.'.length) : null;
  const patch = cookieKey === null ? { [path]: value } : { cookie: { [cookieKey]: value } };
  const merged = mergeOptions(config.options, patch);
  return merged.ok ? { ok: true, config: { ...config, options: merged.options } } : refusal(merged.problems);
}

function withLabSetting(config: LabConfig, path: string, value: unknown): Settings {
  const parsed = labConfigSchema.safeParse({ ...config, [path]: value });
  return parsed.success
    ? { ok: true, config: parsed.data }
    : refusal(problemsOf(parsed.error, labConfigSchema));
}

const refusal = (problems: readonly InputProblem[]): Settings => ({
  ok: false,
  message: problems.map(({ message }) => message).join('; '),
});

/** true, false, null, numbers, arrays and quoted text, as JSON has them; nothing when the text is not JSON. */
function jsonReading(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

function suggestedOption(key: string): string {
  const paths = catalogue.map(({ path }) => path);
  const inCookie = paths.find((path) => path.toLowerCase() === `cookie.${key.toLowerCase()}`);
  return inCookie === undefined ? suggestion(key, paths) : ` (did you mean "${inCookie}"?)`;
}
