import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The file of a module, as the folder finds it in which the app was started; null where it finds none. */
export function moduleFile(module: string, folder = process.cwd()): string | null {
  try {
    return createRequire(join(folder, 'any.cjs')).resolve(module);
  } catch {
    return null;
  }
}
