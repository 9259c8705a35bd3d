import type { StateCreator } from 'zustand';
import type { RaceLook, StepLabel } from '../../../../server/contract/races/races.ts';
import type { Explained } from '../../../services/connection/explain-error.ts';
import { scheduleText } from './schedule-text.ts';

/**
 * A schedule that is looked at, or the beginning of one, and how many of its steps have been made. `cursor`: the event
 * within the step that was pointed at, null for the step's end. `from`: the outcome whose example it is.
 */
export type ScheduleView = {
  readonly schedule: readonly StepLabel[];
  readonly position: number;
  readonly cursor: number | null;
  readonly from: number | null;
};

/** What came of asking for a look. */
export type Looked =
  | { readonly status: 'asked' }
  | { readonly status: 'seen'; readonly look: RaceLook }
  | { readonly status: 'failed'; readonly at: number | null; readonly why: Explained };

export type ScheduleViewSlice = {
  scheduleView: ScheduleView | null;
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
  closeScheduleView: () => void;
  /** Another answer: what was seen of the one before no longer holds. */
  forgetLooks: () => void;
  setLook: (schedule: readonly StepLabel[], looked: Looked) => void;
};

const keptAtMost = 80;

export const createScheduleViewSlice: StateCreator<ScheduleViewSlice> = (set) => ({
  scheduleView: null,
  looks: new Map(),
  openOutcome: (outcome, example) => set({ scheduleView: scheduleViewOf(example, 0, outcome) }),
  beScheduler: () => set({ scheduleView: scheduleViewOf([], 0) }),
  replay: (schedule) => set({ scheduleView: scheduleViewOf(schedule, 0) }),
  choose: (label) =>
    set(({ scheduleView }) => ({ scheduleView: scheduleView && chosen(scheduleView, label) })),
  undo: () =>
    set(({ scheduleView }) => ({
      scheduleView:
        scheduleView && scheduleViewOf(scheduleView.schedule.slice(0, -1), scheduleView.schedule.length - 1),
    })),
  goTo: (position) =>
    set(({ scheduleView }) => ({ scheduleView: scheduleView && moved(scheduleView, position) })),
  point: (position, cursor) =>
    set(({ scheduleView }) => ({
      scheduleView: scheduleView && { ...moved(scheduleView, position), cursor },
    })),
  closeScheduleView: () => set({ scheduleView: null }),
  forgetLooks: () => set({ scheduleView: null, looks: new Map() }),
  setLook: (schedule, looked) =>
    set(({ looks }) => ({
      looks: new Map([...[...looks].slice(-keptAtMost), [scheduleText(schedule), looked]]),
    })),
});

const scheduleViewOf = (
  schedule: readonly StepLabel[],
  position: number,
  from: number | null = null,
): ScheduleView => ({
  schedule,
  position: Math.max(0, position),
  cursor: null,
  from,
});

const moved = (scheduleView: ScheduleView, position: number): ScheduleView => ({
  ...scheduleView,
  position: Math.min(Math.max(0, position), scheduleView.schedule.length),
  cursor: null,
});

function chosen(scheduleView: ScheduleView, label: StepLabel): ScheduleView {
  const { schedule, position } = scheduleView;
  if (schedule[position] === label) return moved(scheduleView, position + 1);
  return scheduleViewOf([...schedule.slice(0, position), label], position + 1);
}

/** The steps made so far. */
export const madeSteps = ({
  schedule,
  position,
}: Pick<ScheduleView, 'schedule' | 'position'>): readonly StepLabel[] => schedule.slice(0, position);
