import type { AnomalyKind, RaceSpec } from '../contract/races/races.ts';

/** One call of the store as it was made: what was stored for the session before and after. */
export type Call = {
  by: number;
  method: string;
  sid: string;
  before: string | undefined;
  after: string | undefined;
};
/** What an order left. */
export type Left = {
  calls: Call[];
  store: Record<string, string>;
  bodies: string[];
  /** The Set-Cookie lines of each response. */
  setCookies: string[];
  cookies: Record<string, string | undefined>;
};

/** What the orders of one request after the other have at most. */
type Serial = { begun: ReadonlyMap<string, number>; orphans: number };

/** The kinds as the literature has them: resurrection after a delete, lost update (P4), the rest by what is left over. */
export function kindOf(left: Left, serial: readonly Left[], spec: RaceSpec): AnomalyKind {
  const most: Serial = {
    begun: new Map(
      spec.browsers.map((name) => [name, Math.max(...serial.map((one) => begunBy(one, spec, name)))]),
    ),
    orphans: Math.max(...serial.map(orphans)),
  };
  if (isResurrected(left)) return 'lost delete';
  if (losesWrite(left.calls)) return 'lost update';
  if (spec.browsers.some((name) => begunBy(left, spec, name) > (most.begun.get(name) ?? 0)))
    return 'duplicate session';
  return orphans(left) > most.orphans ? 'orphan session' : 'stale read';
}

const isResurrected = ({ calls, store }: Left): boolean =>
  calls.some(({ method, sid, before }) => method === 'destroy' && before !== undefined && sid in store);

/** r1(x) … w2(x) … w1(x): what w2 changed is not in what w1 left, or w1 changed the same. */
function losesWrite(calls: readonly Call[]): boolean {
  return calls.some((over, at) => {
    if (over.method !== 'set') return false;
    const known = copyBefore(calls, at);
    return calls.some((lost, then) => {
      const isBetween = then > known.at && then < at && lost.method === 'set' && lost.sid === over.sid;
      if (!isBetween || lost.by === over.by) return false;
      const isGone = calls
        .slice(then, at)
        .some(({ method, sid }) => method === 'destroy' && sid === lost.sid);
      if (isGone) return false;
      const changed = differing(copyBefore(calls, then).data, dataOf(lost.after));
      const own = differing(known.data, dataOf(over.after));
      const kept = dataOf(over.after);
      return [...changed].some(([path, value]) => own.has(path) || kept.get(path) !== value);
    });
  });
}

/** Where a request last got to know the session that it writes at `at`: it found it, or wrote it itself. */
function copyBefore(calls: readonly Call[], at: number): { at: number; data: Map<string, string> } {
  const writer = calls[at];
  for (let then = at - 1; then >= 0; then -= 1) {
    const call = calls[then];
    const isOwn = call !== undefined && call.by === writer?.by && call.sid === writer.sid;
    if (isOwn && ['get', 'set'].includes(call.method) && call.after !== undefined)
      return { at: then, data: dataOf(call.after) };
  }
  return { at: -1, data: new Map() };
}

function differing(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>) {
  const paths = new Set([...from.keys(), ...to.keys()]);
  return new Map(
    [...paths].filter((path) => from.get(path) !== to.get(path)).map((path) => [path, to.get(path)]),
  );
}

/** Every value in the session beside its cookie, by its path. */
function dataOf(text: string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    const isFilled = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!isFilled) return void (path !== '' && found.set(path, JSON.stringify(value)));
    for (const [key, inner] of Object.entries(value))
      if (path !== '' || key !== 'cookie') walk(inner, `${path}/${key}`);
  };
  if (text !== undefined) walk(JSON.parse(text), '');
  return found;
}

function begunBy({ calls }: Left, spec: RaceSpec, browser: string): number {
  const own = calls.filter(({ by }) => spec.requests[by]?.browser === browser);
  const begun = own.filter(
    ({ method, sid, before }) => method === 'set' && before === undefined && /^[A-H]-/.test(sid),
  );
  return new Set(begun.map(({ sid }) => sid)).size;
}

const orphans = ({ store, cookies }: Left): number =>
  Object.keys(store).filter((sid) => !Object.values(cookies).some((value) => value?.includes(`${sid}.`)))
    .length;
