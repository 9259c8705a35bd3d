import { create } from 'zustand';
import type { LogMessage } from '../../../server/contract/events/events.ts';
import type { RecordingState } from '../../../server/contract/recording/recording.ts';
import { createHistory, type History, logOfMessage } from '../../history/history.ts';
import type { NarrowStore } from '../../services/window/narrow-store.ts';
import { noFilter, type RecordingFilter } from './filter.ts';

/** A recording that was opened from a file. */
type Opened = { name: string; history: History };

type Recordings = {
  /** What the app says of the recording that goes on; null where there is none. */
  live: RecordingState | null;
  /** The log of that. */
  liveHistory: History | null;
  opened: Opened | null;
  filter: RecordingFilter;
  setLive: (live: RecordingState | null) => void;
  receive: (message: LogMessage) => void;
  open: (name: string, message: LogMessage) => void;
  /** Back to the one that goes on. */
  closeOpened: () => void;
  narrow: (filter: Partial<RecordingFilter>) => void;
};

export const useRecordings: NarrowStore<Recordings> = create<Recordings>((set, get) => ({
  live: null,
  liveHistory: null,
  opened: null,
  filter: noFilter,
  setLive: (live) => set({ live }),
  receive: (message) => {
    const history = get().liveHistory ?? createHistory({ isOver: true });
    history.getState().receive(message);
    if (get().liveHistory === null) set({ liveHistory: history });
  },
  open: (name, message) =>
    set({
      opened: { name, history: createHistory({ logged: logOfMessage(message), isOver: true }) },
      filter: noFilter,
    }),
  closeOpened: () => set({ opened: null, filter: noFilter }),
  narrow: (filter) => set({ filter: { ...get().filter, ...filter } }),
}));
