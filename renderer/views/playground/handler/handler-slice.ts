import type { StateCreator } from 'zustand';

/** The text in the editor; null until something was typed. */
export type HandlerSlice = { handlerText: string | null; writeHandler: (text: string) => void };

export const createHandlerSlice: StateCreator<HandlerSlice> = (set) => ({
  handlerText: null,
  writeHandler: (handlerText) => set({ handlerText }),
});
