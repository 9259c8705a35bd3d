import { writeFile } from 'node:fs/promises';
import { type Explanation, explanationText, mostPastedBytes } from '../../contract/explain.ts';
import { messageOf } from '../../contract/message-of.ts';
import { explain, readAddress } from '../../explain/explain.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { readBounded, readGiven } from '../input/read-bounded.ts';
import type { ExitCode, Io } from '../process/output.ts';

export type ExplainOptions = {
  file: string;
  secret: readonly string[];
  secretFile: readonly string[];
  url?: string;
  json: boolean;
  /** Where the scenario is written that was drawn from it. */
  scenario?: string;
  io: Io;
};

const megabytes = mostPastedBytes / 1024 / 1024;

/** Says what somebody has at hand, and what follows from it. */
export async function explainCommand(options: ExplainOptions): Promise<ExitCode> {
  const { file, json, scenario, io } = options;
  const url = options.url === undefined ? null : urlOf(options.url);
  const secrets = await secretsOf(options);
  const text = await readGiven(file, 'a', { megabytes });
  const explained = explain(text, { secrets, url, now: Date.now(), file: file === '-' ? 'FILE' : file });
  if (!explained.ok) throw new ProblemError(explained.problems, file);
  const { explanation } = explained;
  if (scenario !== undefined) await write(explanation, scenario);
  if (json) io.out(`${JSON.stringify(explanation)}\n`);
  else io.out(textOf(explanation, scenario ?? null));
  return 0;
}

/** Given by name, in files, or in the environment, where nobody else on the machine reads them. */
async function secretsOf({ secret, secretFile }: ExplainOptions): Promise<string[]> {
  const inFiles: string[] = [];
  for (const file of secretFile) inFiles.push((await readBounded(file, 'a secret')).replace(/\r?\n$/, ''));
  const given = [...secret, ...inFiles];
  const inEnvironment = process.env['SESSION_SECRET'];
  return given.length === 0 && inEnvironment ? [inEnvironment] : given;
}

function urlOf(text: string): URL {
  const read = readAddress(text);
  if (!read.ok) throw new ProblemError(read.problems, '--url');
  return read.url;
}

/** What was written by hand is not written over. */
async function write({ scenario }: Explanation, to: string): Promise<void> {
  if (scenario === null) throw problemError('no-scenario-in-it', '', {}, '--scenario');
  try {
    await writeFile(to, scenario, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (isThere) throw problemError('file-exists', '', {}, to);
    throw problemError('library-said', '', { message: messageOf(error) }, to);
  }
}

function textOf(explanation: Explanation, written: string | null): string {
  const { kind, scenario } = explanation;
  const drawn =
    written !== null
      ? ['', `The scenario is in ${written}: session-playground run ${written}`]
      : scenario !== null && kind !== 'scenario'
        ? ['', '--scenario my.scenario.json writes the scenario, for session-playground run.']
        : [];
  return [explanationText(explanation), ...drawn, ''].join('\n');
}
