import * as nodeModule from 'node:module';
import { ownFolder } from '../../threads/own-folder.ts';

/**
 * Keeps what Node compiles for the next start. Without a folder it would lie where everybody on the machine can put code
 * into it; so where there is none that is the user's alone, nothing is kept. Node 20 has no such cache.
 */
export function keepCompiledCode(): void {
  const folder = process.env['NODE_COMPILE_CACHE'] ?? ownFolder('code');
  if (folder !== null) nodeModule.enableCompileCache?.(folder);
}
