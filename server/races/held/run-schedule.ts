import type { RaceStepKind } from '../../contract/races.ts';
import type { Trace, TraceStep } from '../outcomes/trace.ts';
import { type Ending, HeldRun, type HeldRunSettings } from './held-run.ts';

/** A schedule as the places of the requests that move. */
export type Schedule = readonly number[];

/** Runs one schedule whole on the real lab, and notes what each step did to the store. */
export async function runSchedule(
  settings: HeldRunSettings,
  cookies: ReadonlyArray<string | null>,
  schedule: Schedule,
): Promise<{ trace: Trace; ending: Ending }> {
  const run = new HeldRun(settings, cookies);
  await run.begin();
  const trace: TraceStep[] = [];
  for (const place of schedule) trace.push(await tracedStep(run, settings, place));
  return { trace, ending: run.ending() };
}

/** Runs the requests one after the other: each is sent when the one before is wholly in, with the jar as it is then. */
export async function runSerially(
  settings: HeldRunSettings,
  order: Schedule,
): Promise<{ trace: Trace; ending: Ending }> {
  const run = new HeldRun(settings, 'from-jar');
  const trace: TraceStep[] = [];
  for (const place of order) {
    while ((await run.held(place)) !== undefined) trace.push(await tracedStep(run, settings, place));
    run.receiveAll(place);
  }
  return { trace, ending: run.ending() };
}

async function tracedStep(run: HeldRun, { lab }: HeldRunSettings, place: number): Promise<TraceStep> {
  const held = await run.held(place);
  if (held === undefined) throw new Error('A request that is over cannot move.');
  const { kind, sid, text } = held;
  const content = () => (sid === null ? null : (lab.store.sessions()[sid] ?? null));
  const before = content();
  await run.step(place);
  return { place, kind, sid, text, before, after: content() };
}

/** Each request's first step, null where it has none; each is let through to its end, alone. */
export async function probe(
  settings: HeldRunSettings,
  cookies: ReadonlyArray<string | null>,
): Promise<Array<RaceStepKind | null>> {
  const firsts: Array<RaceStepKind | null> = [];
  for (const place of settings.opening.racers.keys()) {
    const run = new HeldRun(settings, cookies);
    firsts.push((await run.held(place))?.kind ?? null);
    while ((await run.held(place)) !== undefined) await run.step(place);
  }
  return firsts;
}
