import type { StateCreator } from 'zustand';
import { type Move, moved, seqAt } from '../../../history/folds/position.ts';
import type { Cursor } from '../../../history/log/event-log.ts';
import type { AnswerSlice } from '../answer/answer-slice.ts';
import { logOfCell } from './cell-log.ts';
import { partingOf } from './parting.ts';

/** A combination that is open, by its place, and where one looks in its run. */
export type OpenCell = { readonly place: number; readonly cursor: Cursor };

export type CellsSlice = {
  /** One, or two side by side. */
  opened: readonly OpenCell[];
  /** The place of the one that keys move in. */
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
  move: (move) => {
    const { opened, active, answer, point } = get();
    const one = opened.find(({ place }) => place === active);
    const cell = one && answer?.comparison.cells[one.place];
    if (!one || !cell) return;
    const { log } = logOfCell(cell);
    point(one.place, moved(log, seqAt(log, one.cursor), move));
  },
});
