import session from 'express-session';
import type { RaceLook, RaceSpec, RaceStepSeen, StepLabel } from '../../contract/races/races.ts';
import { createErrorReporter } from '../../lab/error-reporter.ts';
import { markWork } from '../../observer/mark-work.ts';
import { observe } from '../../observer/observe.ts';
import { problemError } from '../../words/problems.ts';
import { createHeldLab, currentHeldRequest } from '../held/held-lab.ts';
import { type Step, stepName } from '../held/held-request.ts';
import { HeldRun } from '../held/held-run.ts';
import type { StepDeadline } from '../held/step-deadline.ts';
import type { InitialState } from '../initial-state.ts';
import type { RaceRequest } from '../race-request.ts';
import { emitHead, emitReceived, emitSent } from './emit-browser.ts';
import { createLookLog, type LookLog } from './look-log.ts';

export type Looked = Pick<RaceLook, 'steps' | 'choices' | 'log'> & { run: HeldRun; places: number[] };

/** Runs the steps of a schedule on the real lab, observed. Throws ProblemError about a step that cannot be taken there. */
export async function lookAt(
  given: {
    spec: RaceSpec;
    initialState: InitialState;
    stepDeadline: StepDeadline;
    cookies: ReadonlyArray<string | null>;
    /** Each request's first step. */
    firsts: ReadonlyArray<string | null>;
  },
  schedule: readonly StepLabel[],
): Promise<Looked> {
  const { initialState, stepDeadline, cookies, spec } = given;
  const { raceRequests, labStore } = initialState;
  const log = createLookLog(initialState, spec);
  const lab = await observedLab(initialState, log);
  const onHead = emitHead(log);
  const run = new HeldRun({ initialState, lab, stepDeadline, onHead }, cookies);
  for (const raceRequest of raceRequests)
    emitSent(log, raceRequest, cookies[raceRequest.index] ?? null, initialState);
  await run.begin();

  const steps: RaceStepSeen[] = [];
  const places: number[] = [];
  for (const [at, label] of schedule.entries()) {
    const { raceRequest, kind } = await stepFor(run, raceRequests, label, `schedule[${at}]`);
    const before = await labStore.snapshot();
    log.advance();
    await run.step(raceRequest.index);
    emitReceived(log, run.heldRequests[raceRequest.index]);
    places.push(raceRequest.index);
    const after = await labStore.snapshot();
    steps.push({ label, request: raceRequest.id, kind, before, after, seq: log.last() });
  }
  const choices = run.choices().map((place) => {
    const request = raceRequests[place]?.id ?? '';
    return {
      request,
      label: `${request}.${nameOf(run.heldRequests[place]?.pending[0]) ?? given.firsts[place]}`,
    };
  });
  return { steps, choices, log: log.message(), run, places };
}

/** The request that a label names, and what it is held before there. */
async function stepFor(run: HeldRun, raceRequests: readonly RaceRequest[], label: StepLabel, at: string) {
  const dot = label.lastIndexOf('.');
  const raceRequest = raceRequests.find(({ id }) => id === label.slice(0, dot));
  if (raceRequest === undefined) {
    throw problemError('no-such-request', at, { label, known: raceRequests.map(({ id }) => id) });
  }
  const canMove = run.choices().includes(raceRequest.index);
  const held = canMove ? await run.held(raceRequest.index) : undefined;
  if (held === undefined) {
    const why = run.heldRequests[raceRequest.index]?.isOver ? 'over' : 'waits';
    throw problemError('cannot-move', at, { label, request: raceRequest.id, why });
  }
  const next = `${raceRequest.id}.${stepName(held)}`;
  if (next !== label) throw problemError('other-step-next', at, { label, next, request: raceRequest.id });
  return { raceRequest, kind: held.kind };
}

const nameOf = (held: Step | undefined): string | undefined => held && stepName(held);

function observedLab(initialState: InitialState, log: LookLog) {
  const requestId = () => currentHeldRequest()?.raceRequest.id ?? 'unowned';
  const errorReporter = createErrorReporter({ add: log.emit, now: log.now, requestId });
  return createHeldLab({
    ...initialState,
    session: observe(session, {
      onEvent: errorReporter.onEvent,
      anomalies: false,
      now: log.now,
      requestId,
      watchAfterEnd: false,
    }),
    onWork: markWork,
    onError: errorReporter.onError,
  });
}
