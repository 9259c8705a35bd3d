import { createRequire } from 'node:module';
import type { Versions } from '../contract/options/lab-config.ts';

/** The versions that run in this process. */
export function readVersions(): Versions {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string): string => require(`${name}/package.json`).version;
  return {
    node: process.versions.node,
    express: versionOf('express'),
    expressSession: versionOf('express-session'),
  };
}
