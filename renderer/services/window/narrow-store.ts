import type { StoreApi } from 'zustand';

/** A store's hook that must be told which part is wanted: who takes the whole is rendered at every change. */
export type NarrowStore<State> = (<Part>(select: (state: State) => Part) => Part) & StoreApi<State>;
