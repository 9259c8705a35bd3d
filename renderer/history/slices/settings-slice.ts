import { z } from 'zod';
import type { StateCreator } from 'zustand';

/** `steps`: every instant at which something begins or ends is as wide as the next. `time`: true to scale. */
export const timeScales = ['steps', 'time'] as const;
export type TimeScale = (typeof timeScales)[number];

const settingsSchema = z.object({
  timeScale: z.enum(timeScales).default('steps').catch('steps'),
});

/** How the log is shown. */
export type Settings = z.infer<typeof settingsSchema>;

export type SettingsSlice = {
  settings: Settings;
  setTimeScale: (timeScale: TimeScale) => void;
};

export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>;

const settingsKey = 'timeline-settings';

/** Settings kept in `storage`. What is found there is taken as far as it is valid. */
export const createSettingsSlice =
  (storage: SettingsStorage): StateCreator<SettingsSlice> =>
  (set, get) => {
    const change = (changed: Partial<Settings>) => {
      const settings = { ...get().settings, ...changed };
      set({ settings });
      save(storage, settings);
    };
    return {
      settings: load(storage),
      setTimeScale: (timeScale) => change({ timeScale }),
    };
  };

function load(storage: SettingsStorage): Settings {
  try {
    return settingsSchema.parse(JSON.parse(storage.getItem(settingsKey) ?? '{}'));
  } catch {
    return settingsSchema.parse({});
  }
}

function save(storage: SettingsStorage, settings: Settings): void {
  try {
    storage.setItem(settingsKey, JSON.stringify(settings));
  } catch {
    // Storage that is full or forbidden costs the memory of a setting, nothing else.
  }
}
