import { cookiesNamed } from '../expectations/browser-session.ts';
import type { Replayed } from './replay.ts';

/**
 * The Set-Cookie line, and the host it is of, by which another browser gets this one's session cookie: without expiry, as who steals one keeps
 * it as long as he likes. null when it has none.
 */
export function copiedCookie(
  world: Replayed,
  browser: string,
  now: number,
): { line: string; host: string } | null {
  const { name } = world.config.options;
  const [cookie] = cookiesNamed(world, browser, name, now);
  if (cookie === undefined) return null;
  const { value, path, domain, hostOnly } = cookie;
  return { line: `${name}=${value}; Path=${path}${hostOnly ? '' : `; Domain=${domain}`}`, host: domain };
}
