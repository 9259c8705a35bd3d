import type { StateCreator } from 'zustand';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const textSizes = ['normal', 'presenter'] as const;
export type TextSize = (typeof textSizes)[number];

export type PreferencesSlice = {
  theme: Theme;
  size: TextSize;
  setTheme: (theme: Theme) => void;
  setSize: (size: TextSize) => void;
};

/** How the window looks. */
export const createPreferencesSlice: StateCreator<PreferencesSlice> = (set) => ({
  theme: 'system',
  size: 'normal',
  setTheme: (theme) => set({ theme }),
  setSize: (size) => set({ size }),
});

/** The size that type has: the chosen one, or that of a stage. */
export type ShownSize = TextSize | 'stage';

/** What stands on <html>; the tokens hang on it. */
export function rootAttributes(
  { theme, size }: { theme: Theme; size: ShownSize },
  systemIsDark: boolean,
): { theme: 'light' | 'dark'; size: ShownSize } {
  return { theme: theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme, size };
}
