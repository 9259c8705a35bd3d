import type { StateCreator } from 'zustand';
import type { RaceLook, StepLabel } from '../../../../server/contract/races.ts';
import { scheduleText } from './schedule-text.ts';

/**
 * A schedule that is looked at, or the beginning of one, and how many of its steps have been made. `cursor`: the event
 * within the step that was pointed at, null for the step's end. `from`: the outcome whose example it is.
 */
export type Stage = {
  readonly schedule: readonly StepLabel[];
  readonly position: number;
  readonly cursor: number | null;
  readonly from: number | null;
};

/** What came of asking for a look. */
export type Looked =
  | { readonly status: 'asked' }
  | { readonly status: 'seen'; readonly look: RaceLook }
  | { readonly status: 'failed'; readonly at: number | null; readonly message: string };

export type StageSlice = {
  stage: Stage | null;
  /** By the schedule's text, for the answer that is shown. */
  looks: ReadonlyMap<string, Looked>;
  openOutcome: (outcome: number, example: readonly StepLabel[]) => void;
  /** From the start, with every choice open. */
  beScheduler: () => void;
  replay: (schedule: readonly StepLabel[]) => void;
  /** Makes that step next: the schedule's own, or another, which the rest of the schedule then gives way to. */
  choose: (label: StepLabel) => void;
  /** Takes the last step of the schedule back. */
  undo: () => void;
  goTo: (position: number) => void;
  point: (position: number, cursor: number) => void;
  closeStage: () => void;
  /** Another answer: what was seen of the one before no longer holds. */
  forgetLooks: () => void;
  tellLook: (schedule: readonly StepLabel[], looked: Looked) => void;
};

const keptAtMost = 80;

export const createStageSlice: StateCreator<StageSlice> = (set) => ({
  stage: null,
  looks: new Map(),
  openOutcome: (outcome, example) => set({ stage: stageOf(example, 0, outcome) }),
  beScheduler: () => set({ stage: stageOf([], 0) }),
  replay: (schedule) => set({ stage: stageOf(schedule, 0) }),
  choose: (label) => set(({ stage }) => ({ stage: stage && chosen(stage, label) })),
  undo: () =>
    set(({ stage }) => ({
      stage: stage && stageOf(stage.schedule.slice(0, -1), stage.schedule.length - 1),
    })),
  goTo: (position) => set(({ stage }) => ({ stage: stage && moved(stage, position) })),
  point: (position, cursor) =>
    set(({ stage }) => ({ stage: stage && { ...moved(stage, position), cursor } })),
  closeStage: () => set({ stage: null }),
  forgetLooks: () => set({ stage: null, looks: new Map() }),
  tellLook: (schedule, looked) =>
    set(({ looks }) => ({
      looks: new Map([...[...looks].slice(-keptAtMost), [scheduleText(schedule), looked]]),
    })),
});

const stageOf = (schedule: readonly StepLabel[], position: number, from: number | null = null): Stage => ({
  schedule,
  position: Math.max(0, position),
  cursor: null,
  from,
});

const moved = (stage: Stage, position: number): Stage => ({
  ...stage,
  position: Math.min(Math.max(0, position), stage.schedule.length),
  cursor: null,
});

function chosen(stage: Stage, label: StepLabel): Stage {
  const { schedule, position } = stage;
  if (schedule[position] === label) return moved(stage, position + 1);
  return stageOf([...schedule.slice(0, position), label], position + 1);
}

/** The steps made so far. */
export const madeSteps = ({
  schedule,
  position,
}: Pick<Stage, 'schedule' | 'position'>): readonly StepLabel[] => schedule.slice(0, position);
