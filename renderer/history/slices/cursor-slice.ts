import type { StateCreator } from 'zustand';
import { type Move, moved, seqAt } from '../folds/position.ts';
import type { Cursor } from '../log/event-log.ts';
import type { LogSlice } from './log-slice.ts';

export type CursorSlice = {
  cursor: Cursor;
  setCursor: (cursor: Cursor) => void;
  move: (move: Move) => void;
};

/** Where one looks. Every move leaves live, so that what is looked at stays. */
export const createCursorSlice: StateCreator<CursorSlice & LogSlice, [], [], CursorSlice> = (set) => ({
  cursor: 'live',
  setCursor: (cursor) => set({ cursor }),
  move: (move) =>
    set(({ cursor, logged: { log } }) =>
      log.events.length === 0 ? {} : { cursor: moved(log, seqAt(log, cursor), move) },
    ),
});
