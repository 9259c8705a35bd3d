import { createRequire } from 'node:module';
import expressSession from 'express-session/package.json' with { type: 'json' };
import type { Versions } from '../contract/options/lab-config.ts';

/** The versions that run in this process. What is built has express-session within it, and finds Express beside it. */
export function readVersions(): Versions {
  const express: { version: string } = createRequire(import.meta.url)('express/package.json');
  return { node: process.versions.node, express: express.version, expressSession: expressSession.version };
}
