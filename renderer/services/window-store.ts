import { create } from 'zustand';
import type { ConnectionStatus } from './connection.ts';
import { createMessagesSlice, type MessagesSlice } from './messages.ts';
import { createOpenedSlice, type OpenedSlice } from './opened.ts';
import { createPreferencesSlice, type PreferencesSlice } from './preferences.ts';

/** Presenting takes the whole window, in large type: rail and top bar go. It is not kept from visit to visit. */
type PresentingSlice = { isPresenting: boolean; present: (isPresenting: boolean) => void };

type ConnectionSlice = { status: ConnectionStatus; setStatus: (status: ConnectionStatus) => void };

/** What concerns the window rather than the lab. */
export const useWindow = create<
  PreferencesSlice & MessagesSlice & OpenedSlice & ConnectionSlice & PresentingSlice
>((set, get, store) => ({
  ...createPreferencesSlice(localStorage)(set, get, store),
  ...createMessagesSlice(set, get, store),
  ...createOpenedSlice(set, get, store),
  status: 'connecting',
  setStatus: (status) => set({ status }),
  isPresenting: false,
  present: (isPresenting) => set({ isPresenting }),
}));

/** The size that type has now. */
export const textSize = ({
  isPresenting,
  size,
}: Pick<PreferencesSlice & PresentingSlice, 'isPresenting' | 'size'>) => (isPresenting ? 'presenter' : size);
