import { existsSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { problemError } from '../../words/problems.ts';

const extensions = ['json', 'js', 'mjs', 'cjs', 'ts', 'mts', 'cts'];
/** By these a folder is the top of somebody's project. */
const tops = ['package.json', '.git'];

/**
 * The config file in this folder or the nearest above it, no higher than the project or the home folder that this is in;
 * null where there is none. It decides what code is run: throws ProblemError where others could have put it there.
 */
export async function findConfig(from: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const file = nearestConfig(from);
  // A machine of CI is the job's alone, and some check out with all rights for all.
  const isCi = (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
  if (file === null || isCi) return file;
  const [here, ...parts] = await Promise.all([stat(from), stat(file), stat(dirname(file))]);
  const user = { uid: process.getuid?.() ?? null, gid: process.getgid?.() ?? null };
  if (parts.every((part) => isOwn(part, user, here))) return file;
  throw problemError('config-of-others', '', {}, file);
}

function nearestConfig(folder: string): string | null {
  const found = extensions
    .map((extension) => join(folder, `session-playground.config.${extension}`))
    .find((file) => existsSync(file));
  if (found !== undefined) return found;
  const isTop = folder === homedir() || tops.some((name) => existsSync(join(folder, name)));
  return isTop || dirname(folder) === folder ? null : nearestConfig(dirname(folder));
}

type Owned = Pick<Stats, 'uid' | 'gid' | 'mode'>;

/**
 * Whether only this user, their own group, or root can have written it. Root is let in where somebody else's project is, as in
 * a container: to them it also belongs. Always where a system does not tell.
 */
export function isOwn(
  { uid, gid, mode }: Owned,
  user: { uid: number | null; gid: number | null },
  here: Owned,
): boolean {
  if (user.uid === null) return true;
  const isRoot = user.uid === 0;
  const isOfUser = uid === user.uid || uid === 0 || (isRoot && uid === here.uid);
  const isOfGroup = (mode & 0o020) === 0 || gid === user.gid || (isRoot && gid === here.gid);
  return isOfUser && isOfGroup && (mode & 0o002) === 0;
}
