import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** An absolute path inside the repository. */
export const inRepository = (...parts: string[]): string => join(root, ...parts);
