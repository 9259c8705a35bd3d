import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../contract/message-of.ts';
import { type StoreKind, storeKinds } from '../contract/stores/store-kinds.ts';
import { problemError } from '../words/problems.ts';
import { folderName, installedFolders } from './installed-folder.ts';
import { missingIn } from './project-packages.ts';

export type Installing = {
  signal?: AbortSignal;
  /** `fetched`: files that npm has got so far; how many there will be is not known before. */
  onProgress?: (progress: { fetched: number }) => void;
};

export type Installed = { folder: string; packages: Readonly<Record<string, string>> };

/** ms after which a npm that was told to end is ended. */
const longestEnd = 3000;
/** Characters of what npm says that are kept, to say why it failed. */
const keptOutput = 20_000;

/**
 * Installs the packages that a kind of store is opened with, in the versions that it is tested with, by the user's own
 * npm and its settings, into a folder of the user's. Scripts of packages do not run. All of it is there in the end, or
 * nothing. Throws ProblemError where that cannot be, and where the signal is aborted.
 */
export async function installPackages(
  kind: StoreKind,
  { signal, onProgress }: Installing = {},
  folders = installedFolders({ make: true }),
): Promise<Installed> {
  const { packages, label } = storeKinds[kind];
  const fail = (why: string) => problemError('store-not-installed', 'store.kind', { store: label, why });
  if (Object.keys(packages).length === 0) throw fail('it needs no packages');
  if (folders === null) throw fail('there is no folder for them in which nobody else can write');
  const fresh = await mkdtemp(join(folders, '.new-'));
  try {
    await writeFile(join(fresh, 'package.json'), '{ "private": true }\n');
    const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    const why = await runNpm(fresh, names, { ...(signal && { signal }), ...(onProgress && { onProgress }) });
    if (signal?.aborted) throw fail('it was given up');
    if (why !== null) throw fail(why);
    const missing = missingIn(fresh, kind);
    if (missing.length > 0) throw fail(`npm left out ${missing.join(', ')}`);
    const folder = join(folders, folderName(kind));
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
    return { folder, packages };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Why it failed; null where it did not. */
async function runNpm(
  cwd: string,
  names: readonly string[],
  { signal, onProgress }: Installing,
): Promise<string | null> {
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', '--loglevel=http'];
  let said = '';
  let fetched = 0;
  const npm = spawn('npm', [...args, ...names], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    // On Windows it is a batch file. The names are ours, so that the shell has nothing to misread.
    shell: platform() === 'win32',
    windowsHide: true,
    detached: platform() !== 'win32',
  });
  const giveUp = () => end(npm);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  npm.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-keptOutput);
    const more = text.match(/^npm http fetch /gm)?.length ?? 0;
    fetched += more;
    if (more > 0) onProgress?.({ fetched });
  });
  try {
    const [code] = await once(npm, 'close');
    return code === 0 ? null : whyIn(said);
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return 'there is no npm here: it comes with Node.js';
    return messageOf(error);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

/** With all that it has started. */
function end(npm: ChildProcess): void {
  const { pid } = npm;
  if (pid === undefined) return;
  const send = (name: NodeJS.Signals) => {
    try {
      if (platform() === 'win32') npm.kill(name);
      else process.kill(-pid, name);
    } catch {
      // It has ended.
    }
  };
  send('SIGTERM');
  const late = setTimeout(() => send('SIGKILL'), longestEnd);
  npm.once('close', () => clearTimeout(late));
}

/** npm's own words, without where it keeps its log. */
function whyIn(said: string): string {
  const lines = [...said.matchAll(/^npm (?:error|ERR!) (.+)$/gm)].map(([, line = '']) => line.trim());
  const words = lines.filter((line) => !/^A complete log|^code |^errno |^syscall /.test(line));
  const last = said.split('\n').findLast((line) => line.trim() !== '' && !line.startsWith('npm '));
  return words.slice(0, 3).join(' ') || last || 'npm failed and did not say why';
}
