import { z } from 'zod';
import { create } from 'zustand';
import { pageStorage, persisted, type VisitStorage } from '../../persisted.ts';
import type { ConnectionStatus } from '../connection/connection.ts';
import { createMessagesSlice, type MessagesSlice } from './messages.ts';
import type { NarrowStore } from './narrow-store.ts';
import { createOpenedSlice, type OpenedSlice } from './opened.ts';
import {
  createPreferencesSlice,
  type PreferencesSlice,
  type ShownSize,
  textSizes,
  themes,
} from './preferences.ts';

/** Presenting takes the whole window, in large type: rail and top bar go. It is not kept from visit to visit. */
type PresentingSlice = { isPresenting: boolean; present: (isPresenting: boolean) => void };

type ConnectionSlice = { status: ConnectionStatus; setStatus: (status: ConnectionStatus) => void };

type WindowState = PreferencesSlice & MessagesSlice & OpenedSlice & ConnectionSlice & PresentingSlice;

export const createWindowStore = (storage: VisitStorage): NarrowStore<WindowState> =>
  create<WindowState>()(
    persisted<WindowState>(
      storage,
      {
        name: 'window',
        fields: { theme: z.enum(themes), size: z.enum(textSizes) },
        before: (kept) => ({ theme: kept.getItem('theme'), size: kept.getItem('size') }),
      },
      (set, get, store) => ({
        ...createPreferencesSlice(set, get, store),
        ...createMessagesSlice(set, get, store),
        ...createOpenedSlice(set, get, store),
        status: 'connecting',
        setStatus: (status) => set({ status }),
        isPresenting: false,
        present: (isPresenting) => set({ isPresenting }),
      }),
    ),
  );

/** What concerns the window rather than the lab. */
export const useWindow = createWindowStore(pageStorage);

/** The size that type has now. */
export const textSize = ({
  isPresenting,
  size,
}: Pick<PreferencesSlice & PresentingSlice, 'isPresenting' | 'size'>): ShownSize =>
  isPresenting ? 'stage' : size;
