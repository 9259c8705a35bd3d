import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { reportFile, testFile } from '../../code/race/race-files.ts';
import { messageOf } from '../../contract/message-of.ts';
import type { RaceResult, RaceSpec } from '../../contract/races/races.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import type { Io } from '../process/output.ts';
import { save } from '../process/save.ts';

/** What is written beside the result: `to` a file, or one with the name that it has by itself. */
export type Export = { as: 'test' | 'html'; to: string | null };

/** `test`, `html=race.html`. Throws ProblemError where it is none. */
export function readExport(text: string): Export {
  const [as = '', ...to] = text.split('=');
  if (as === 'test' || as === 'html') return { as, to: to.length === 0 ? null : to.join('=') };
  throw problemError('none-of', '', { known: ['test', 'html'] }, `--export ${text}`);
}

const flagOf = ({ as, to }: Export): string => `--export ${as}${to === null ? '' : `=${to}`}`;

type Of = {
  /** The scenario, or lesson, and whether it is the only one. */
  file: string;
  isOne: boolean;
  /** What was written here before, and of which scenario: that is written over, as often as it is raced. */
  written: Map<string, string>;
  io: Pick<Io, 'err'>;
};

/** What is written beside the result of one file. What was written by hand is not written over. */
export function createRaceExports(exports: readonly Export[], { file, isOne, written, io }: Of) {
  const prefix = isOne ? '' : `${basename(file).replace(/(?:\.scenario)?\.json$/, '')}.`;
  /** What a test is called depends on what is found. */
  const nameOf = ({ as, to }: Export): string | null => to ?? (as === 'html' ? `${prefix}race.html` : null);
  const isOver = (name: string): boolean => written.get(resolve(name)) === file;
  const refuseThere = (name: string): void => {
    if (!isOver(name) && existsSync(name)) throw problemError('file-exists', '', {}, name);
  };

  async function write(one: Export, race: RaceSpec, result: RaceResult, title: string): Promise<void> {
    if (one.as === 'test' && result.anomalies.length === 0)
      return io.err('There is no anomaly, so no test was written.\n');
    const made =
      one.as === 'html'
        ? { ok: true as const, ...reportFile(result, title) }
        : testFile(race, result, undefined);
    if (!made.ok) throw new ProblemError(made.problems, flagOf(one));
    const name = nameOf(one) ?? `${prefix}${made.filename}`;
    refuseThere(name);
    try {
      await (isOver(name) ? save(name, made.text) : writeFile(name, made.text, { flag: 'wx' }));
    } catch (error) {
      throw problemError('library-said', '', { message: messageOf(error) }, name);
    }
    written.set(resolve(name), file);
    io.err(`Written: ${name}\n`);
  }

  return {
    /** Before the race: throws ProblemError about what cannot be written whatever comes of it. */
    check(hasApp: boolean): void {
      for (const one of exports) {
        if (one.as === 'test' && hasApp) throw problemError('no-test-of-app', '', {}, flagOf(one));
        if (one.to !== null && !isOne) throw problemError('export-of-several', '', {}, flagOf(one));
        const name = nameOf(one);
        if (name !== null) refuseThere(name);
      }
    },
    /** After it: what cannot be written is no reason to keep the result back. */
    async write(
      { race, result, title }: { race: RaceSpec; result: RaceResult; title: string },
      failed: (error: ProblemError) => void,
    ): Promise<void> {
      for (const one of exports)
        await write(one, race, result, title).catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error;
          failed(error);
        });
    },
  };
}
