#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { main } from './cli/main.ts';
import { standardIo } from './cli/output.ts';

// What is heavy is imported after this line, by the command that needs it. Node 20 has no such cache.
// Without a folder it would lie where everybody on the machine can put code into it.
nodeModule.enableCompileCache?.(process.env['NODE_COMPILE_CACHE'] ?? ownCacheFolder());
process.exitCode = await main(process.argv.slice(2), { entry: import.meta.filename, io: standardIo() });

function ownCacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
  };
  return join(
    folders[platform()] ?? (XDG_CACHE_HOME || join(homedir(), '.cache')),
    'session-playground',
    'code',
  );
}
