import { z } from 'zod';
import { create, type StateCreator } from 'zustand';
import { pageContextSchema } from '../../../server/contract/doctor/doctor-context.ts';
import { pageStorage, parseJson, persisted, type VisitStorage } from '../../persisted.ts';
import type { NarrowStore } from '../../services/window/narrow-store.ts';
import { createDoctorSlice, type DoctorSlice } from './doctor/doctor-slice.ts';
import { createOptionsSlice, type OptionsSlice } from './options/options-slice.ts';
import { createRequestsSlice, type RequestsSlice } from './requests/requests-slice.ts';

/** How the view was left: which of its panels are folded, and whether the guide is still wanted. */
type LayoutSlice = {
  foldedPanels: readonly string[];
  isGuideDismissed: boolean;
  foldPanel: (name: string, isFolded: boolean) => void;
  dismissGuide: () => void;
};

const createLayoutSlice: StateCreator<LayoutSlice> = (set) => ({
  foldedPanels: [],
  isGuideDismissed: false,
  foldPanel: (name, isFolded) =>
    set(({ foldedPanels }) => ({
      foldedPanels: [...foldedPanels.filter((one) => one !== name), ...(isFolded ? [name] : [])],
    })),
  dismissGuide: () => set({ isGuideDismissed: true }),
});

/** The text in the editor; null until something was typed. */
type HandlerSlice = { handlerText: string | null; writeHandler: (text: string) => void };

const createHandlerSlice: StateCreator<HandlerSlice> = (set) => ({
  handlerText: null,
  writeHandler: (handlerText) => set({ handlerText }),
});

type PlaygroundStore = OptionsSlice & RequestsSlice & HandlerSlice & DoctorSlice & LayoutSlice;

export const createPlaygroundStore = (storage: VisitStorage): NarrowStore<PlaygroundStore> =>
  create<PlaygroundStore>()(
    persisted<PlaygroundStore>(
      storage,
      {
        name: 'playground',
        fields: {
          doctorContext: pageContextSchema,
          foldedPanels: z.array(z.string()),
          isGuideDismissed: z.boolean(),
        },
        before: (kept) => ({
          doctorContext: parseJson(kept.getItem('doctor-context')),
          foldedPanels: ['Doctor', 'Requests'].filter((name) => kept.getItem(`panel:${name}`) === 'folded'),
          isGuideDismissed: kept.getItem('guide') === 'dismissed',
        }),
      },
      (set, get, store) => ({
        ...createOptionsSlice(set, get, store),
        ...createRequestsSlice(set, get, store),
        ...createHandlerSlice(set, get, store),
        ...createDoctorSlice(set, get, store),
        ...createLayoutSlice(set, get, store),
      }),
    ),
  );

/** What is being edited in this view and how it was left; what has happened is in the log. */
export const usePlaygroundStore = createPlaygroundStore(pageStorage);

/** Whether the panel of that name is folded, as the last visit left it. */
export function useFold(name: string): { isFolded: boolean; fold: (isFolded: boolean) => void } {
  const isFolded = usePlaygroundStore(({ foldedPanels }) => foldedPanels.includes(name));
  return { isFolded, fold: (to) => usePlaygroundStore.getState().foldPanel(name, to) };
}
