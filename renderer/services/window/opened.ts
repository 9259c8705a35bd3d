import type { StateCreator } from 'zustand';

/** The one dialog that is open; null for none. */
type Opened =
  | null
  | 'shortcuts'
  | 'express-code'
  | 'browsers'
  | 'clock'
  | 'restart'
  | 'palette'
  | 'route-source'
  | 'explain';

export type OpenedSlice = { opened: Opened; open: (opened: Opened) => void };

export const createOpenedSlice: StateCreator<OpenedSlice> = (set) => ({
  opened: null,
  open: (opened) => set({ opened }),
});
