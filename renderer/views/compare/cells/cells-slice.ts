import type { StateCreator } from 'zustand';
import { type Cell, type Comparison, outcomeText } from '../../../../server/contract/compare/compare.ts';
import { divergenceOf } from '../../../../server/contract/compare/divergence.ts';
import { eventAt, lastSeq, type Move, moved, seqAt } from '../../../history/folds/position.ts';
import { describeEvent } from '../../../history/folds/words.ts';
import { type LogState, logOfMessage } from '../../../history/history.ts';
import type { Cursor } from '../../../history/log/event-log.ts';
import type { AnswerSlice } from '../answer/answer-slice.ts';

/** A combination that is open, by its place, and where one looks in its run. */
export type OpenCell = { readonly place: number; readonly cursor: Cursor };

export type CellsSlice = {
  /** One, or two side by side. */
  opened: readonly OpenCell[];
  /** The place of the one that was pointed at last. */
  active: number | null;
  open: (place: number) => void;
  /** Beside the first that is open. */
  openBeside: (place: number) => void;
  openAll: (places: readonly number[]) => void;
  close: (place: number) => void;
  point: (place: number, cursor: Cursor) => void;
  /** Both cursors to where the two runs part. */
  goToParting: () => void;
  move: (move: Move) => void;
};

export const createCellsSlice: StateCreator<CellsSlice & AnswerSlice, [], [], CellsSlice> = (set, get) => ({
  opened: [],
  active: null,
  open: (place) => get().openAll([place]),
  openBeside: (place) => {
    const [first] = get().opened;
    get().openAll(first === undefined || first.place === place ? [place] : [first.place, place]);
  },
  openAll: (places) => {
    const before = get().opened;
    const opened = places.map(
      (place): OpenCell => before.find((one) => one.place === place) ?? { place, cursor: 'live' },
    );
    set({ opened, active: places.at(-1) ?? null });
    get().goToParting();
  },
  close: (place) =>
    set(({ opened }) => {
      const left = opened.filter((one) => one.place !== place);
      return { opened: left, active: left[0]?.place ?? null };
    }),
  point: (place, cursor) =>
    set(({ opened }) => ({
      active: place,
      opened: opened.map((one) => (one.place === place ? { place, cursor } : one)),
    })),
  goToParting: () =>
    set(({ opened, answer }) => {
      const [left, right] = opened.map(({ place }) => answer?.comparison.cells[place]);
      const parting = left && right ? partingOf(left, right) : null;
      if (parting === null) return {};
      return {
        opened: opened.map((one, side) => ({ ...one, cursor: parting.seqs[side] ?? one.cursor })),
      };
    }),
  move: (move) =>
    set(({ opened, answer }) => ({
      opened: opened.map((one) => {
        const cell = answer?.comparison.cells[one.place];
        if (!cell) return one;
        const { log } = logOfCell(cell);
        return { ...one, cursor: moved(log, seqAt(log, one.cursor), move) };
      }),
    })),
});

/** The places of the first combination, and of the first that comes to something else: that is what one came to see. */
export function firstToOpen({ cells }: Pick<Comparison, 'cells'>): number[] {
  const texts = cells.map(({ outcome }) => outcomeText(outcome));
  const other = texts.findIndex((text) => text !== texts[0]);
  return other < 0 ? [0] : [0, other];
}

/** Where two runs part. `seqs`: where to look in each; `words`: what each does there. */
export type Parting = { seqs: [number, number]; words: [string, string] };

type Run = Pick<Cell, 'log'>;

/** null where the two are alike to the end. */
export function partingOf(left: Run, right: Run): Parting | null {
  const divergence = divergenceOf(left.log.events, right.log.events);
  if (divergence === null) return null;
  return {
    seqs: [seqOf(left, divergence.left), seqOf(right, divergence.right)],
    words: [wordsOf(left, divergence.left), wordsOf(right, divergence.right)],
  };
}

const seqOf = (run: Run, seq: number | null): number => seq ?? lastSeq(logOfCell(run).log);

function wordsOf(run: Run, seq: number | null): string {
  const event = seq === null ? undefined : eventAt(logOfCell(run).log, seq);
  return event ? describeEvent(event) : 'Nothing more happens here.';
}

const logs = new WeakMap<Cell['log'], LogState>();

/** A cell's events as a log that the timeline and the folds can read; the same one for the same cell. */
export function logOfCell({ log }: Pick<Cell, 'log'>): LogState {
  const known = logs.get(log) ?? logOfMessage(log);
  logs.set(log, known);
  return known;
}
