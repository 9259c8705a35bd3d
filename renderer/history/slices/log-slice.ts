import type { StateCreator } from 'zustand';
import type { LogMessage } from '../../../server/contract/events/events.ts';
import { createLog, type EventLog, receive } from '../log/event-log.ts';
import type { CursorSlice } from './cursor-slice.ts';
import type { SelectionSlice } from './selection-slice.ts';

/** The log as it is now. The log grows in place; this is another object after each message. */
export type LogState = { readonly log: EventLog; readonly revision: number };

export type LogSlice = { logged: LogState; receive: (message: LogMessage) => void };

/** What the event stream brought. A new epoch is a new log: the cursor goes live and nothing is selected. */
export const createLogSlice: StateCreator<LogSlice & CursorSlice & SelectionSlice, [], [], LogSlice> = (
  set,
) => ({
  logged: { log: createLog(), revision: 0 },
  receive: (message) =>
    set(({ logged }) => {
      const log = receive(logged.log, message);
      const next = { logged: { log, revision: logged.revision + 1 } };
      return log === logged.log ? next : { ...next, cursor: 'live', selection: null };
    }),
});
