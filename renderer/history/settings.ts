import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** `steps`: every instant at which something begins or ends is as wide as the next. `time`: true to scale. */
export const timeScales = ['steps', 'time'] as const;
export type TimeScale = (typeof timeScales)[number];

const settingsSchema = z.object({
  timeScale: z.enum(timeScales).default('steps').catch('steps'),
});

/** How a log is shown. */
export type Settings = z.infer<typeof settingsSchema>;

/** Several histories may be shown in the same way: those share one of these. */
export type SettingsStore = Pick<
  StoreApi<Settings>,
  'getState' | 'getInitialState' | 'setState' | 'subscribe'
>;

export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Settings kept in `storage` over visits, or for as long as they are used. What is found is taken as far as it is valid. */
export function createSettings(storage: SettingsStorage | null = null): SettingsStore {
  const first = () => settingsSchema.parse({});
  if (storage === null) return createStore<Settings>(first);
  return createStore<Settings>()(
    persist(first, {
      name: 'timeline-settings',
      version: 1,
      storage: createJSONStorage(() => lenient(storage)),
      migrate: (kept) => settingsSchema.parse(kept),
      merge: (kept) => settingsSchema.catch(first).parse(kept),
    }),
  );
}

/** Before there were versions the settings were kept bare. Storage that is full or forbidden costs their memory only. */
const lenient = (storage: SettingsStorage): SettingsStorage => ({
  getItem: (name) => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(name) ?? '{}');
      const isVersioned = typeof kept === 'object' && kept !== null && 'state' in kept;
      return JSON.stringify(isVersioned ? kept : { state: kept, version: 0 });
    } catch {
      return null;
    }
  },
  setItem: (name, text) => {
    try {
      storage.setItem(name, text);
    } catch {
      // As said above.
    }
  },
  removeItem: (name) => storage.removeItem(name),
});
