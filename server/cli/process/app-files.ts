import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files beside the command: `server/cli.ts` in the source, `out/main/cli.js` when built. */
export function appFiles(entry: string): {
  pageDir: string;
  preload: string;
  version: string;
} {
  const here = dirname(entry);
  const isSource = entry.endsWith('.ts');
  return {
    pageDir: isSource ? join(here, '../out/renderer') : join(here, '../renderer'),
    preload: join(here, isSource ? 'app/user/recorded.ts' : 'record-preload.cjs'),
    version: versionIn(join(here, isSource ? '../package.json' : '../../package.json')),
  };
}

function versionIn(packageFile: string): string {
  const found: unknown = JSON.parse(readFileSync(packageFile, 'utf8'));
  const hasVersion = typeof found === 'object' && found !== null && 'version' in found;
  return hasVersion ? String(found.version) : 'unknown';
}
