import { cookiesNamed } from '../expectations/browser-session.ts';
import type { Replayed } from './replay.ts';

/**
 * The Set-Cookie line by which another browser gets this one's session cookie: without expiry, as who steals one keeps
 * it as long as he likes. null when it has none.
 */
export function copiedCookie(world: Replayed, browser: string, now: number): string | null {
  const { name } = world.config.options;
  const [cookie] = cookiesNamed(world, browser, name, now);
  return cookie === undefined ? null : `${name}=${cookie.value}; Path=${cookie.path}`;
}
