import { findLesson } from '../../scenarios/lessons/course.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { type Config, readConfig } from '../input/config-file.ts';
import type { AppFlags } from '../input/own-app.ts';
import { scenarioFiles } from '../input/scenario-files.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { changeIn, foldersOf } from '../process/watch.ts';
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
export type OneFile = AppFlags & { file: string; config: Config; signal: AbortSignal };

/** Checks each of the files, shows what came of them all, and says by the exit code how grave it is; again at each change, where asked for. */
export async function checkEach(
  { files: given, json, reporter, watch, app, reset, io }: FilesOptions,
  check: (one: OneFile) => Promise<Report>,
): Promise<ExitCode> {
  const config = await readConfig(process.cwd());
  const meant = given.length > 0 ? given : (config.files ?? []);
  if (meant.length === 0) throw problemError('no-files-given', '', {});
  const reporters = reportersOf(json, reporter, config);
  const once = async (signal: AbortSignal): Promise<ExitCode> => {
    const { files, isOne } = await scenarioFiles(meant);
    const reports: Report[] = [];
    let failed: ExitCode = 0;
    for (const file of files) {
      signal.throwIfAborted();
      try {
        reports.push(await check({ file, config, signal, ...appFor(file, { app, reset }, config) }));
      } catch (error) {
        if (isOne || !(error instanceof ProblemError)) throw error;
        io.err(`${error.message}\n`);
        failed = 2;
      }
    }
    await show(reports, { reporters, isOne, io });
    return failed === 0 && reports.some(({ isGrave }) => isGrave) ? 1 : failed;
  };
  return interruptible(io, async (signal) => {
    if (watch !== true) return once(signal);
    for (;;) {
      await once(signal).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
        io.err(`${error.message}\n`);
      });
      const { files } = await scenarioFiles(meant);
      const own = [app ?? config.app, reset ?? config.reset].filter((file) => file !== undefined);
      io.err('Waiting for a change; Ctrl+C ends it.\n');
      io.err(`${await changeIn(foldersOf([...files, ...own]), signal)} changed.\n`);
    }
  });
}

function reportersOf(
  json: boolean | undefined,
  given: FilesFlags['reporter'],
  config: Config,
): readonly Reporter[] {
  if (json === true) return [{ name: 'json', to: null } as const];
  if (given === undefined) return config.reporters ?? [{ name: 'text', to: null } as const];
  const reporters = parseReporters(given);
  if (reporters !== null) return reporters;
  throw problemError('none-of', '', { known: [...reporterNames] }, `--reporter ${given}`);
}

/** The config file's app is for files: a lesson has a lab. */
function appFor(file: string, { app, reset }: AppFlags, config: Config): AppFlags {
  if (app !== undefined) return { app, reset };
  if (config.app === undefined || findLesson(file) !== undefined) return { app, reset };
  return { app: config.app, reset: reset ?? config.reset };
}
