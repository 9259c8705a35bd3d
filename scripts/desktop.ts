import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from './root.ts';

type Machine = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; isRoot: boolean };

const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
});

/** Why no window can be opened on this machine, in words; null when nothing speaks against it. */
export function whyNoWindow({ platform, env, isRoot }: Machine = thisMachine()): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY'])
    return 'there is no display (DISPLAY and WAYLAND_DISPLAY are unset)';
  if (isRoot) return "Chromium's sandbox, which stays on, does not run as root";
  return null;
}

const electron = inRepository('node_modules/electron');

/** Where Electron's runtime is, or will be once it was fetched. */
export const runtimeFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env['ELECTRON_OVERRIDE_DIST_PATH'] || join(electron, 'dist');

/** Electron's executable, or null while its runtime was not fetched. */
export function findRuntime(env: NodeJS.ProcessEnv = process.env): string | null {
  const pathFile = join(electron, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const isOverridden = Boolean(env['ELECTRON_OVERRIDE_DIST_PATH']);
  const executable = name ?? (isOverridden ? 'electron' : null);
  const path = executable && join(runtimeFolder(env), executable);
  return path && existsSync(path) ? path : null;
}

/** Fetches Electron's runtime with its own installer; answers why that failed, or null. */
export function fetchRuntime(): string | null {
  process.stderr.write("session-playground: fetching Electron's runtime, once, about 120 MB …\n");
  const { status, stderr, error } = spawnSync(process.execPath, [join(electron, 'install.js')], {
    stdio: ['ignore', 2, 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return null;
  const reason = error?.message ?? stderr.split('\n').find((line) => line.trim() !== '');
  return `Electron's runtime could not be fetched (${reason?.trim() ?? `install.js ended with ${status}`})`;
}
