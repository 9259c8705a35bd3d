/**
 * Loaded before an app that is recorded, by `--require` in NODE_OPTIONS: whatever express-session or @fastify/session the app, or what it starts, finds
 * in its own resolution is observed. Nothing of it may fail what it is loaded into, which may be npm or a compiler as well.
 */
import { observe } from '../../observer/observe.ts';
import { whereVariable } from '../../observer/send/where.ts';
import { meetModules } from './met-modules.ts';

if (process.env[whereVariable] !== undefined) {
  try {
    meetModules({
      onSession: (found) => observe(found, { send: true }),
      onFastifySession: (found) => observe(found, { send: true }),
      onExpress: () => {},
    });
  } catch {
    // It runs as without.
  }
}
