import { z } from 'zod';
import { readJson } from '../../contract/input/json-text.ts';
import { problemsOf } from '../../contract/input/problems.ts';
import { raceResultSchema } from '../../races/answers.ts';
import { mergeParts, type NamedPart } from '../../races/parts/merge-parts.ts';
import { ProblemError } from '../../words/problems.ts';
import { readConfig } from '../input/config-file.ts';
import { readBounded } from '../input/read-bounded.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { raceReportOf } from '../report/report.ts';
import { show } from '../report/reporters.ts';
import { type FilesFlags, reportersOf } from './each-file.ts';
import { kindsIn } from './race.ts';

export type MergeOptions = Pick<FilesFlags, 'json' | 'reporter'> & {
  files: readonly string[];
  /** Which anomalies are worth an exit code of 1; all unless it says which. */
  failOn?: readonly string[];
  io: Io;
};

const megabytes = 256;
const partSchema = raceResultSchema.extend({ title: z.string(), claim: z.string().nullable() });
type Given = z.output<typeof partSchema>;
/** As the reporter json tells one race, or several by their files. */
const partsSchema = z.union([partSchema, z.array(partSchema.extend({ file: z.string() }))]);

/** Adds the parts of races that were counted apart, and shows what they come to, as `race` does. */
export async function merge({ files, failOn, json, reporter, io }: MergeOptions): Promise<ExitCode> {
  const config = await readConfig(process.cwd());
  const grave = failOn === undefined ? config.failOn : kindsIn(failOn);
  const reporters = reportersOf(json, reporter, config);
  const races = new Map<string | null, { first: Given; parts: NamedPart[] }>();
  for (const name of files)
    for (const { of, given } of await partsIn(name)) {
      const race = races.get(of) ?? { first: given, parts: [] };
      races.set(of, race);
      const { title: _title, claim: _claim, ...result } = given;
      race.parts.push({ name: of === null ? name : `${name}, ${of}`, result });
    }
  const reports = [...races].map(([of, { first, parts }]) => {
    const merged = mergeParts(parts);
    if (!merged.ok) throw new ProblemError(merged.problems, of);
    const { title, claim } = first;
    return raceReportOf(of ?? files[0] ?? '', { title, claim, result: merged.result }, grave);
  });
  await show(reports, { reporters, isOne: races.has(null) && races.size === 1, io });
  return reports.some(({ isGrave }) => isGrave) ? 1 : 0;
}

/** `of`: the scenario file that it is a part of, where several were raced. */
async function partsIn(file: string): Promise<Array<{ of: string | null; given: Given }>> {
  const read = readJson(await readBounded(file, 'a part of a race', { megabytes }));
  if (!read.ok) throw new ProblemError(read.problems, file);
  const parsed = partsSchema.safeParse(read.value);
  if (!parsed.success) throw new ProblemError(problemsOf(parsed.error, partsSchema, read.value), file);
  const { data } = parsed;
  return Array.isArray(data)
    ? data.map(({ file: of, ...given }) => ({ of, given }))
    : [{ of: null, given: data }];
}
