import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { readWhereabouts, type Whereabouts } from '../../observer/send/where.ts';

/** Lets apps find a recording. Returns what takes the file away again, where it still is the one that was written. */
export function writeWhereabouts(file: string, where: Whereabouts): () => void {
  const text = JSON.stringify(where);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!isOwn(dirname(file))) throw new Error(`${dirname(file)} can be written by others: it is not used`);
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  return () => {
    if (readText(file) === text) rmSync(file, { force: true });
  };
}

/** Whether a recording listens where the file says. */
export async function isRecording(file: string): Promise<boolean> {
  const where = readWhereabouts(readText(file) ?? '');
  if (where === null) return false;
  return new Promise((resolve) => {
    const socket = connect({ port: where.port, host: '127.0.0.1' });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.on('connect', () => say(true)).on('error', () => say(false));
    socket.setTimeout(1000, () => say(false));
  });
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Nobody else can put anything there. Windows has other rights, and a user's folders are theirs. */
function isOwn(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
