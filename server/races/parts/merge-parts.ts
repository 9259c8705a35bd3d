import { type Result, refuse } from '../../contract/errors.ts';
import { shareOf, sumOf } from '../../contract/races/race-counts.ts';
import type { RacePart } from '../../contract/races/race-parts.ts';
import type { Count, RaceOutcome, RaceResult } from '../../contract/races/races.ts';
import { stableText } from '../outcomes/stable-text.ts';
import { anomaliesOf, asCount } from '../result.ts';

/** A part by its name, as it was told. */
export type NamedPart = { name: string; result: RaceResult };
type Part = { name: string; result: RaceResult; part: RacePart };

/** Adds the parts of a race, all of them and each once: what comes of it is what the race undivided comes to. */
export function mergeParts(given: readonly NamedPart[]): Result<{ result: RaceResult }> {
  const parts: Part[] = [];
  for (const { name, result } of given) {
    if (!result.schedules.exact) return refuse('part-not-whole', name, {});
    if (result.part === undefined) return refuse('no-part', name, {});
    parts.push({ name, result, part: result.part });
  }
  parts.sort((a, b) => a.part.part - b.part.part);
  const refused = wrongIn(parts);
  return refused ?? { ok: true, result: sumUp(parts) };
}

/** What all parts of a race have in common, in words. */
const common: Record<string, (part: Part) => unknown> = {
  'the version of Session Playground': ({ part }) => part.by,
  'the versions that ran': ({ result }) => result.versions,
  requests: ({ result }) => result.requests,
  options: ({ result: { config, app } }) => [config, app?.form, app?.sessions],
  'the code of the app': ({ part }) => part.code,
  'what is sent before the race, or with it': ({ part }) => part.input,
  'what was answered before the race': ({ result }) => result.app?.before,
  'the number of parts': ({ part }) => part.of,
};

function wrongIn(parts: readonly Part[]) {
  const [first] = parts;
  if (first === undefined) return refuse('parts-missing', '', { missing: [1], of: 1 });
  for (const other of parts)
    for (const [what, of] of Object.entries(common))
      if (stableText(of(other)) !== stableText(of(first)))
        return refuse('part-of-another', other.name, { what, first: first.name });
  const { of } = first.part;
  for (const [at, { name, part }] of parts.entries()) {
    const before = parts[at - 1];
    if (before?.part.part === part.part)
      return refuse('part-twice', name, { part: part.part, of, first: before.name });
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter(
    (one) => !parts.some(({ part }) => part.part === one),
  );
  if (missing.length > 0) return refuse('parts-missing', '', { missing, of });
  const apart = parts.find(({ part }) => part.division !== first.part.division);
  return apart === undefined ? null : refuse('part-divided-otherwise', apart.name, { first: first.name });
}

type Sum = { schedules: Count[]; outcome: RaceOutcome; way: readonly string[] };

function sumUp(parts: readonly Part[]): RaceResult {
  const results = parts.map(({ result }) => result);
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('There is no part.');
  const { part: _, unmet: _unmet, ...bare } = first.result;
  const { alike, drawn } = first.part;
  const total = sumOf(results.map(({ schedules }) => schedules.total));
  const outOfOrder = results.flatMap(({ schedules }) => schedules.outOfOrder ?? []);
  const outcomes = sumOutcomes(parts, total);
  const counted = results.filter((result) => result.outcomes.length > 0);
  const [unmet] = counted.map((result) => result.unmet);
  const isUnmet = unmet !== undefined && counted.every((result) => result.unmet !== undefined);
  const waited = first.result.requests
    .map(({ id }) => id)
    .filter((id) => results.some((result) => result.waited?.includes(id)));
  const added = (of: (result: RaceResult) => number) => results.reduce((sum, one) => sum + of(one), 0);
  return {
    ...bare,
    schedules: {
      total,
      distinct: asCount(BigInt(total) / BigInt(alike)),
      exact: true,
      ...(outOfOrder.length > 0 && { outOfOrder: sumOf(outOfOrder) }),
    },
    outcomes,
    anomalies: anomaliesOf(outcomes),
    ...(isUnmet && { unmet }),
    verified: added(({ verified }) => verified) - drawn * others.length,
    ...(waited.length > 0 && { waited }),
    effort: {
      requests: added(({ effort }) => effort.requests),
      states: added(({ effort }) => effort.states),
      ms: added(({ effort }) => effort.ms),
    },
    ...(bare.app && { app: sumApp(bare.app, results) }),
  };
}

/** Of each outcome the shortest example; as in the race undivided, of several the first. */
function sumOutcomes(parts: readonly Part[], total: Count): RaceOutcome[] {
  const hopeful = new Set(parts.flatMap(({ part }) => part.hopeful));
  const sums = new Map<string, Sum>();
  for (const { result, part } of parts) {
    for (const [at, outcome] of result.outcomes.entries()) {
      const { key = '', way = [] } = part.outcomes[at] ?? {};
      const known = sums.get(key);
      const isFirst = known === undefined || outcome.example.length < known.outcome.example.length;
      const schedules = [...(known?.schedules ?? []), outcome.schedules];
      sums.set(key, isFirst ? { schedules, outcome, way } : { ...known, schedules });
    }
  }
  return [...sums.values()]
    .map(({ schedules, outcome, way }) => {
      const sum = sumOf(schedules);
      const doomedAt = doomedIn(outcome, way, hopeful);
      return { ...outcome, schedules: sum, share: shareOf(sum, total), doomedAt };
    })
    .sort((a, b) => {
      const more = BigInt(b.schedules) - BigInt(a.schedules);
      return more > 0n ? 1 : more < 0n ? -1 : 0;
    })
    .map((outcome, id) => ({ ...outcome, id }));
}

/** From a state before the division another part may reach a serial outcome. */
function doomedIn({ serial, doomedAt }: RaceOutcome, way: readonly string[], hopeful: ReadonlySet<string>) {
  const doomed = way.findIndex((state) => !hopeful.has(state));
  return serial || doomed === -1 ? doomedAt : Math.max(0, doomed - 1);
}

type App = NonNullable<RaceResult['app']>;

/** What each part has met of an app: calls that were held, and what was waited for besides. */
function sumApp(app: App, results: readonly RaceResult[]): App {
  const apps = results.flatMap((result) => result.app ?? []);
  const unheld = new Map(apps.flatMap((one) => one.unheld.map((wait) => [stableText(wait), wait] as const)));
  const held = app.held?.map(({ hold }) => ({
    hold,
    steps: [...new Set(apps.flatMap((one) => one.held?.find((other) => other.hold === hold)?.steps ?? []))],
  }));
  return { ...app, unheld: [...unheld.values()], ...(held && { held }) };
}
