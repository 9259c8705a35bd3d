import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { problemError } from '../../words/problems.ts';

const inFolders = '**/*.scenario.json';
const ignore = ['**/node_modules/**'];

/** `isOne`: one thing was meant by its name, and not a list of them. */
export type Given = { files: string[]; isOne: boolean };

/** The files that are meant by files, lessons, folders and globs, each once. Throws ProblemError where one means none. */
export async function scenarioFiles(given: readonly string[]): Promise<Given> {
  const files = new Set<string>();
  let isOne = given.length === 1;
  for (const one of given) {
    const found = await filesOf(one);
    if (found === null) files.add(one);
    else if (found.length === 0) throw problemError('no-scenarios-in', '', {}, one);
    else {
      isOne = false;
      for (const file of found) files.add(file);
    }
  }
  return { files: [...files], isOne };
}

/** Null for what is a file or a lesson itself. */
async function filesOf(given: string): Promise<string[] | null> {
  const found = await stat(given).catch(() => null);
  if (found?.isDirectory()) {
    const inside = await glob(inFolders, { cwd: given, ignore });
    return inside.sort().map((file) => join(given, file));
  }
  if (found !== null || !isDynamicPattern(given)) return null;
  return (await glob(given, { ignore, absolute: isAbsolute(given) })).sort();
}
