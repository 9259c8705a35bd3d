import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** An absolute path inside the repository. */
export const inRepository = (...parts: string[]): string => join(root, ...parts);

/** TypeScript 7, for it checks three times as fast; 6 stays for the tools that ask its API, which 7 does not have. */
export const typeChecker = inRepository('node_modules/typescript-native/bin/tsc');
