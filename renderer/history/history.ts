import { createStore, type StoreApi } from 'zustand';
import type { LogMessage } from '../../server/contract/events/events.ts';
import { type Move, moved, seqAt } from './folds/position.ts';
import { type Cursor, createLog, type EventLog, receive } from './log/event-log.ts';
import { createSettings, type SettingsStore } from './settings.ts';

/** The log as it is now. The log grows in place; this is another object after each message. */
export type LogState = { readonly log: EventLog; readonly revision: number };

/** The one thing that is picked out in every panel. */
export type Selection =
  | { readonly type: 'request'; readonly request: string }
  | { readonly type: 'session'; readonly sid: string }
  | { readonly type: 'browser'; readonly browser: string };

/** The data of a stored session as JSON: as it was when somebody began to change it, and as it is typed by now. */
export type SessionEdit = { readonly was: string; readonly text: string };

export type HistoryState = {
  logged: LogState;
  /** Nothing more will happen in it: its lab is gone, so that nothing in it can be changed by hand. */
  readonly isOver: boolean;
  cursor: Cursor;
  selection: Selection | null;
  /** The request whose heads and bodies are looked at. */
  inspected: string | null;
  /** Seq of the event that others are measured from. */
  marked: number | null;
  /** What stored sessions are being changed to by hand, by their stored key: kept while one looks at an earlier instant. */
  edits: Readonly<Record<string, SessionEdit>>;
  readonly settings: SettingsStore;
  /** Takes in what an event stream brought. */
  receive: (message: LogMessage) => void;
  /** Another log means that the cursor goes live and nothing is selected. */
  show: (logged: LogState) => void;
  setCursor: (cursor: Cursor) => void;
  /** Leaves live, so that what is looked at stays. */
  move: (move: Move) => void;
  select: (selection: Selection | null) => void;
  inspect: (request: string | null) => void;
  mark: (seq: number | null) => void;
  /** Null ends it. */
  edit: (sessionKey: string, edit: SessionEdit | null) => void;
};

/** What happened, and where and how one looks at it. Panels show the one that `HistoryProvider` hands them. */
export type History = StoreApi<HistoryState>;

/** `onCursor` is told where somebody who looks at it went. */
export const createHistory = ({
  logged = { log: createLog(), revision: 0 },
  cursor = 'live',
  isOver = false,
  settings = createSettings(),
  onCursor,
}: Partial<Pick<HistoryState, 'logged' | 'cursor' | 'isOver' | 'settings'>> & {
  onCursor?: (cursor: Cursor) => void;
} = {}): History =>
  createStore<HistoryState>()((set, get) => ({
    logged,
    isOver,
    cursor,
    selection: null,
    inspected: null,
    marked: null,
    edits: {},
    settings,
    receive: (message) => {
      const { log, revision } = get().logged;
      get().show({ log: receive(log, message), revision: revision + 1 });
    },
    show: (next) =>
      set(
        next.log === get().logged.log
          ? { logged: next }
          : { logged: next, cursor: 'live', selection: null, inspected: null, marked: null, edits: {} },
      ),
    setCursor: (to) => {
      set({ cursor: to });
      onCursor?.(to);
    },
    move: (move) => {
      const { log } = get().logged;
      if (log.events.length > 0) get().setCursor(moved(log, seqAt(log, get().cursor), move));
    },
    select: (selection) => set({ selection }),
    inspect: (inspected) => set({ inspected }),
    mark: (marked) => set({ marked }),
    edit: (sessionKey, edit) =>
      set(({ edits: { [sessionKey]: _, ...others } }) => ({
        edits: edit === null ? others : { ...others, [sessionKey]: edit },
      })),
  }));

/** A log that is over and came as one message. */
export const logOfMessage = (message: LogMessage): LogState => ({
  log: receive(createLog(), message),
  revision: 1,
});
