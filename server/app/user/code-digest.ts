import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { UserAppFiles } from './user-app.ts';

const { cache } = createRequire(import.meta.url);

const isOfPackage = (path: string): boolean => /[\\/]node_modules[\\/]/.test(path);

/**
 * Equal where the same code was raced, as far as it is known: the app's file, that of its reset, what is held, and what
 * the app has required of its own. What it has imported is not listed anywhere.
 */
export function codeDigest({ app, reset, holds = [] }: UserAppFiles): string {
  const own = Object.keys(cache).filter((path) => !isOfPackage(path));
  const files = new Set([app, ...(reset === null ? [] : [reset]), ...own]);
  const texts = [...files].map((path) => createHash('sha256').update(readFileSync(path)).digest('base64url'));
  return createHash('sha256')
    .update(JSON.stringify([texts.sort(), holds]))
    .digest('base64url');
}
