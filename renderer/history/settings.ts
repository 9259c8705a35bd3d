import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand';
import { parseJson, persisted, type VisitStorage } from '../persisted.ts';

/** `steps`: every instant at which something begins or ends is as wide as the next. `time`: true to scale. */
export const timeScales = ['steps', 'time'] as const;
export type TimeScale = (typeof timeScales)[number];

/** How a log is shown. */
export type Settings = { timeScale: TimeScale };

/** Several histories may be shown in the same way: those share one of these. */
export type SettingsStore = Pick<
  StoreApi<Settings>,
  'getState' | 'getInitialState' | 'setState' | 'subscribe'
>;

const first = (): Settings => ({ timeScale: 'steps' });
const name = 'timeline-settings';
const bareSchema = z.record(z.string(), z.unknown());

/** Settings kept in `storage` over visits, or for as long as they are used. */
export function createSettings(storage: VisitStorage | null = null): SettingsStore {
  if (storage === null) return createStore<Settings>(first);
  return createStore<Settings>()(
    persisted<Settings>(
      storage,
      {
        name,
        fields: { timeScale: z.enum(timeScales) },
        before: (kept) => bareSchema.parse(parseJson(kept.getItem(name))),
      },
      first,
    ),
  );
}
