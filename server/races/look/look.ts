import session from 'express-session';
import type { RaceLook, RaceSpec, RaceStepKind, RaceStepSeen, StepLabel } from '../../contract/races.ts';
import { createErrorTeller } from '../../lab/error-teller.ts';
import { markWork } from '../../observer/mark-work.ts';
import { observe } from '../../observer/observe.ts';
import { RaceFault } from '../fault.ts';
import { createHeldLab, currentExchange } from '../held/held-lab.ts';
import { HeldRun } from '../held/held-run.ts';
import type { Patience } from '../held/patience.ts';
import type { Opening } from '../opening.ts';
import type { Racer } from '../racer.ts';
import { createLookLog, type LookLog } from './look-log.ts';
import { tellHead, tellReceived, tellSent } from './tell-browser.ts';

export type Looked = Pick<RaceLook, 'steps' | 'choices' | 'log'> & { run: HeldRun; places: number[] };

/** Runs the steps of a schedule on the real lab, observed. Throws RaceFault about a step that cannot be taken there. */
export async function lookAt(
  given: {
    spec: RaceSpec;
    opening: Opening;
    patience: Patience;
    cookies: ReadonlyArray<string | null>;
    /** Each request's first step. */
    firsts: ReadonlyArray<RaceStepKind | null>;
  },
  schedule: readonly StepLabel[],
): Promise<Looked> {
  const { opening, patience, cookies, spec } = given;
  const { racers, labStore } = opening;
  const log = createLookLog(opening, spec);
  const lab = observedLab(opening, log);
  const onHead = tellHead(log);
  const run = new HeldRun({ opening, lab, patience, onHead }, cookies);
  for (const racer of racers) tellSent(log, racer, cookies[racer.index] ?? null, opening);
  await run.begin();

  const steps: RaceStepSeen[] = [];
  const places: number[] = [];
  for (const [at, label] of schedule.entries()) {
    const { racer, kind } = await stepFor(run, racers, label, `schedule[${at}]`);
    const before = labStore.sessions();
    log.advance();
    await run.step(racer.index);
    tellReceived(log, run.exchanges[racer.index]);
    places.push(racer.index);
    steps.push({ label, request: racer.id, kind, before, after: labStore.sessions(), seq: log.last() });
  }
  const choices = run.choices().map((place) => {
    const request = racers[place]?.id ?? '';
    return { request, label: `${request}.${run.exchanges[place]?.pending[0]?.kind ?? given.firsts[place]}` };
  });
  return { steps, choices, log: log.message(), run, places };
}

/** The request that a label names, and what it is held before there. */
async function stepFor(run: HeldRun, racers: readonly Racer[], label: StepLabel, at: string) {
  const dot = label.lastIndexOf('.');
  const racer = racers.find(({ id }) => id === label.slice(0, dot));
  if (racer === undefined) {
    const known = racers.map(({ id }) => id).join(', ');
    throw new RaceFault(at, `“${label}” names no request of this race. There are: ${known}.`);
  }
  const canMove = run.choices().includes(racer.index);
  const held = canMove ? await run.held(racer.index) : undefined;
  if (held === undefined) {
    const why = run.exchanges[racer.index]?.isOver ? 'is over' : 'waits for a request of the same session';
    throw new RaceFault(at, `${label} cannot be next: ${racer.id} ${why}.`);
  }
  if (`${racer.id}.${held.kind}` !== label) {
    throw new RaceFault(
      at,
      `${label} cannot be next: the next step of ${racer.id} is ${racer.id}.${held.kind}.`,
    );
  }
  return { racer, kind: held.kind };
}

function observedLab(opening: Opening, log: LookLog) {
  const requestId = () => currentExchange()?.racer.id ?? 'unowned';
  const teller = createErrorTeller({ add: log.tell, now: log.now, requestId });
  return createHeldLab({
    ...opening,
    session: observe(session, { onEvent: teller.onEvent, now: log.now, requestId }),
    onWork: markWork,
    onError: teller.onError,
  });
}
