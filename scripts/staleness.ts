import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

const stat = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** Latest change, in ms, of a file or of anything in a folder; a folder's own time tells of removed files. 0 if absent. */
function newest(path: string): number {
  const found = stat(path);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(
    found.mtimeMs,
    ...inside.filter((name) => !name.includes('.test.')).map((name) => stat(join(path, name))?.mtimeMs ?? 0),
  );
}

/** Whether a built file is missing or older than what it is built from. */
export function isStale(built: readonly string[], sources: readonly string[]): boolean {
  const times = built.map((path) => stat(path)?.mtimeMs ?? 0);
  return Math.min(...times) < Math.max(...sources.map(newest));
}
