import { resolve } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { findLesson } from '../../scenarios/lessons/course.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { type Config, readConfig } from '../input/config-file.ts';
import type { AppFlags } from '../input/own-app.ts';
import { type Given, scenarioFiles } from '../input/scenario-files.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { changeIn, foldersOf, settlesIn } from '../process/watch.ts';
import type { Report } from '../report/report.ts';
import { parseReporters, type Reporter, reporterNames, show } from '../report/reporters.ts';

/** What every command takes that checks files: flags win over the config file. */
export type FilesFlags = AppFlags & {
  json?: boolean | undefined;
  /** `text,junit=out.xml`. */
  reporter?: string | undefined;
  watch?: boolean | undefined;
};
export type FilesOptions = FilesFlags & { files: readonly string[]; io: Io };

/** What is known of one file: the flags, and what the config file says where they say nothing. */
export type OneFile = AppFlags & {
  file: string;
  config: Config;
  signal: AbortSignal;
  /** Whether it is the only one that was meant. */
  isOne: boolean;
  /** Files that were written here, by their absolute paths: of which file that is checked. Of theirs no change is noticed. */
  written: Map<string, string>;
  /** What else went wrong is told beside the report, and ends with 2. */
  failed: (error: ProblemError) => void;
};

/** Checks each of the files, shows what came of them all, and says by the exit code how grave it is; again at each change, where asked for. */
export async function checkEach(
  { files: given, json, reporter, watch, app, reset, hold, io }: FilesOptions,
  check: (one: OneFile) => Promise<Report>,
): Promise<ExitCode> {
  const config = await readConfig(process.cwd());
  const meant = given.length > 0 ? given : (config.files ?? []);
  if (meant.length === 0) throw problemError('no-files-given', '', {});
  const reporters = reportersOf(json, reporter, config);
  const written = new Map<string, string>();
  const once = async ({ files, isOne }: Given, signal: AbortSignal): Promise<ExitCode> => {
    const reports: Report[] = [];
    let ended: ExitCode = 0;
    const failed = (error: ProblemError): void => {
      io.err(`${error.message}\n`);
      ended = 2;
    };
    for (const file of files) {
      signal.throwIfAborted();
      const own = appFor(file, { app, reset, hold }, config);
      try {
        reports.push(await check({ file, config, signal, isOne, written, failed, ...own }));
      } catch (error) {
        if (isOne || !(error instanceof ProblemError)) throw error;
        failed(error);
      }
    }
    await show(reports, { reporters, isOne, io });
    return ended === 0 && reports.some(({ isGrave }) => isGrave) ? 1 : ended;
  };
  return interruptible(io, async (signal) => {
    if (watch !== true) return once(await scenarioFiles(meant), signal);
    for (const { to } of reporters) if (to !== null) written.set(resolve(to), '');
    const own = [app ?? config.app, reset ?? config.reset].filter((file) => file !== undefined);
    for (;;) {
      const given = await scenarioFiles(meant);
      const changed = await betweenChanges([...given.files, ...own], { signal, written, io }, () =>
        once(given, signal),
      );
      io.err(`${changed} changed.\n`);
    }
  });
}

const code = /\.[cm]?[jt]sx?$/;

/** Runs something, and waits for a change since it began. What it writes itself is none; an app of somebody's own may write data. */
async function betweenChanges(
  files: readonly string[],
  { signal, written, io }: { signal: AbortSignal; written: ReadonlyMap<string, string>; io: Io },
  run: () => Promise<unknown>,
): Promise<string> {
  const over = new AbortController();
  const named = new Set(files.map((file) => resolve(file)));
  let isRunning = true;
  const isMeant = (path: string): boolean =>
    !written.has(path) && (!isRunning || named.has(path) || code.test(path));
  const changed = changeIn(foldersOf(files), AbortSignal.any([signal, over.signal]), { isMeant });
  changed.catch(() => {});
  try {
    await run().catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      io.err(`${error.message}\n`);
    });
    // By then what it has written was noticed.
    await setTimeout(settlesIn);
    await setImmediate();
    isRunning = false;
    io.err('Waiting for a change; Ctrl+C ends it.\n');
    return await changed;
  } finally {
    over.abort();
  }
}

/** What shows the result: the flags, or what the config file says. Throws ProblemError. */
export function reportersOf(
  json: boolean | undefined,
  given: FilesFlags['reporter'],
  config: Config,
): readonly Reporter[] {
  if (json === true && given !== undefined)
    throw problemError('one-form-only', '', {}, `--json, --reporter ${given}`);
  // On stdout is what was asked for; files are written all the same.
  if (json === true)
    return [{ name: 'json', to: null }, ...(config.reporters ?? []).filter(({ to }) => to !== null)];
  if (given === undefined) return config.reporters ?? [{ name: 'text', to: null }];
  const reporters = parseReporters(given);
  if (reporters !== null) return reporters;
  throw problemError('none-of', '', { known: [...reporterNames] }, `--reporter ${given}`);
}

/** The config file's app is for files: a lesson has a lab. What sets it back and what is held of it are of that app alone. */
export function appFor(file: string, { app, reset, hold }: AppFlags, config: Config): AppFlags {
  const own = app ?? (findLesson(file) === undefined ? config.app : undefined);
  if (own === undefined || resolve(own) !== config.app) return { app: own, reset, hold };
  return { app: own, reset: reset ?? config.reset, hold: hold ?? config.hold };
}
