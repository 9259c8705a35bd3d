import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AppInstance } from '../contract/endpoints.ts';
import { type BalancerKind, stickyCookie } from '../contract/options/balancers.ts';

/** As much of an instance as a balancer knows. */
export type Balanced = { at: AppInstance; life: { load: number } };

/** Chooses which instance a request goes to, of those that take requests; undefined where none does. */
export type Balancer = <One extends Balanced>(
  kind: BalancerKind,
  among: readonly One[],
  asked: Pick<IncomingMessage, 'headers'>,
) => One | undefined;

type Choose = (loads: readonly number[], stuckTo: number) => number;

/** It chooses alike each time that a lab begins, by chance as well. */
export function createBalancer(): Balancer {
  let turn = 0;
  const chance = seeded(1);
  const inTurn = (count: number) => turn++ % count;
  const choices: Readonly<Record<BalancerKind, Choose>> = {
    'round robin': (loads) => inTurn(loads.length),
    sticky: (loads, stuckTo) => (stuckTo === -1 ? inTurn(loads.length) : stuckTo),
    // Of those with the same load in turn, as nginx's least_conn and HAProxy's leastconn do.
    'least busy': (loads) => {
      const first = inTurn(loads.length);
      const order = loads.map((_, place) => (first + place) % loads.length);
      return order.reduce((best, place) => ((loads[place] ?? 0) < (loads[best] ?? 0) ? place : best), first);
    },
    random: (loads) => Math.floor(chance() * loads.length),
  };
  return (kind, among, { headers }) => {
    if (among.length === 0) return undefined;
    const stuckTo = among.findIndex(({ at }) => String(at.instance) === stickyValue(headers.cookie));
    const loads = among.map(({ life }) => life.load);
    return among[choices[kind](loads, stuckTo)];
  };
}

const stickyPattern = new RegExp(`(?:^|;) *${stickyCookie}=(\\d+)`);
const stickyValue = (cookie: string | undefined): string | undefined => stickyPattern.exec(cookie ?? '')?.[1];

/** Has the browser come back there: a cookie behind those of the app, where it does not have it. As HAProxy's `cookie … insert`. */
export function stickTo(
  { at }: Balanced,
  { headers }: Pick<IncomingMessage, 'headers'>,
  res: ServerResponse,
): void {
  const value = String(at.instance);
  if (stickyValue(headers.cookie) === value) return;
  const line = `${stickyCookie}=${value}; path=/`;
  const { writeHead } = res;
  const withCookie = (...head: unknown[]): unknown => {
    const given = head.findLast(isHeaders);
    const own = Object.entries(given ?? {}).find(([name]) => name.toLowerCase() === 'set-cookie');
    if (given === undefined || own === undefined) res.appendHeader('Set-Cookie', line);
    else given[own[0]] = [own[1] ?? []].flat().map(String).concat(line);
    return Reflect.apply(writeHead, res, head);
  };
  Reflect.defineProperty(res, 'writeHead', { configurable: true, writable: true, value: withCookie });
}

const isHeaders = (value: unknown): value is OutgoingHttpHeaders =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers from 0 to 1, the same for a seed each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
