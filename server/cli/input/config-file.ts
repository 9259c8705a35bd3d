import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { readJson } from '../../contract/input/json-text.ts';
import { problemsOf } from '../../contract/input/problems.ts';
import { messageOf } from '../../contract/message-of.ts';
import { type AnomalyKind, anomalyKinds } from '../../contract/races/races.ts';
import { findLesson } from '../../scenarios/lessons/course.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { parseReporters, type Reporter, reporterNames } from '../report/reporters.ts';
import { findConfig } from './find-config.ts';
import { readBounded } from './read-bounded.ts';

const kinds = Object.keys(anomalyKinds) as AnomalyKind[];
const flagOf = (kind: AnomalyKind): string => kind.replaceAll(' ', '-');

/** `lost-update`; `anomaly` for all of them. Null where it is no kind. */
export function kindsNamed(name: string): AnomalyKind[] | null {
  const found = name === 'anomaly' ? kinds : kinds.filter((kind) => flagOf(kind) === name);
  return found.length === 0 ? null : found;
}
export const kindNames = ['anomaly', ...kinds.map(flagOf)];
const expectedReporters = `expected some of ${reporterNames.join(', ')}, each with =file or without, and commas between`;

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
/** Each of the texts as what `parse` makes of it. */
const listOf = <Value>(parse: (text: string) => Value[] | null, expected: string) =>
  oneOrMore.transform((texts, context): Value[] =>
    texts.flatMap((text) => {
      const found = parse(text);
      if (found === null) context.issues.push({ code: 'custom', message: expected, input: text });
      return found ?? [];
    }),
  );

/** What a config file may say: a row for each flag that it stands in for. Paths are meant from its folder. */
const configSchema = z.strictObject({
  $schema: z.string().optional(),
  app: z.string().optional(),
  reset: z.string().optional(),
  hold: oneOrMore.optional(),
  files: oneOrMore.optional(),
  reporters: listOf<Reporter>(parseReporters, expectedReporters).optional(),
  failOn: listOf<AnomalyKind>(kindsNamed, `expected one of ${kindNames.join(', ')}`).optional(),
});
export type Config = Omit<z.output<typeof configSchema>, '$schema'>;

/** What the config file of this folder says; nothing where there is none. Throws ProblemError about what is wrong in it. */
export async function readConfig(from: string, env: NodeJS.ProcessEnv = process.env): Promise<Config> {
  const file = await findConfig(from, env);
  if (file === null) return {};
  const given = await valueIn(file);
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) throw new ProblemError(problemsOf(parsed.error, configSchema, given), file);
  const { $schema: _, app, reset, hold, files, reporters, ...rest } = parsed.data;
  const at = (path: string): string => resolve(dirname(file), path);
  return {
    ...rest,
    ...(app !== undefined && { app: at(app) }),
    ...(reset !== undefined && { reset: at(reset) }),
    // A file is named by its path, a package by its name.
    ...(hold !== undefined && { hold: hold.map((one) => (/^\.{1,2}\//.test(one) ? at(one) : one)) }),
    // As on the command line a file is meant before a lesson.
    ...(files !== undefined && {
      files: files.map((one) => (findLesson(one) === undefined || existsSync(at(one)) ? at(one) : one)),
    }),
    ...(reporters !== undefined && {
      reporters: reporters.map(({ name, to }) => ({ name, to: to === null ? null : at(to) })),
    }),
  };
}

async function valueIn(file: string): Promise<unknown> {
  if (file.endsWith('.json')) {
    const json = readJson(await readBounded(file, 'a config'));
    if (json.ok) return json.value;
    throw new ProblemError(json.problems, file);
  }
  try {
    const module: { default?: unknown } = await import(pathToFileURL(file).href);
    return module.default;
  } catch (error) {
    throw problemError('app-not-loaded', '', { message: messageOf(error) }, file);
  }
}
