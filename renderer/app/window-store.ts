import { create } from 'zustand';
import type { ConnectionStatus } from './connection.ts';
import { createMessagesSlice, type MessagesSlice } from './messages.ts';
import { createOpenedSlice, type OpenedSlice } from './opened.ts';
import { createPreferencesSlice, type PreferencesSlice } from './preferences.ts';

type ConnectionSlice = { status: ConnectionStatus; setStatus: (status: ConnectionStatus) => void };

/** What concerns the window rather than the lab. */
export const useWindow = create<PreferencesSlice & MessagesSlice & OpenedSlice & ConnectionSlice>(
  (set, get, store) => ({
    ...createPreferencesSlice(localStorage)(set, get, store),
    ...createMessagesSlice(set, get, store),
    ...createOpenedSlice(set, get, store),
    status: 'connecting',
    setStatus: (status) => set({ status }),
  }),
);
