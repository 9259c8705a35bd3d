import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from './root.ts';

/** 644, and 755 for folders and what can be run. A link has no mode of its own. */
function setModes(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) setModes(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** electron-builder's hook, once the app's folder is whole: files that it copied keep the modes that they had. */
export async function afterPack(packed: { appOutDir: string; electronPlatformName: string }): Promise<void> {
  if (packed.electronPlatformName === 'linux') setModes(packed.appOutDir);
}

/**
 * A package has modes of its own, not those that the packer's umask gave their checkout: what electron-builder and fpm write
 * while `pack` goes on, and what they take from `resources` as it is.
 */
export async function withModes<Made>(pack: () => Promise<Made>): Promise<Made> {
  const umask = process.umask(0o022);
  try {
    setModes(inRepository('resources'));
    return await pack();
  } finally {
    process.umask(umask);
  }
}
