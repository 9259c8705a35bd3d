import type { StateCreator } from 'zustand';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export type TextSize = 'normal' | 'presenter';

export type PreferencesSlice = {
  theme: Theme;
  size: TextSize;
  setTheme: (theme: Theme) => void;
  setSize: (size: TextSize) => void;
};

const themeKey = 'theme';
const sizeKey = 'size';

/** How the window looks, kept in `storage` across visits. */
export const createPreferencesSlice =
  (storage: Pick<Storage, 'getItem' | 'setItem'>): StateCreator<PreferencesSlice> =>
  (set) => ({
    theme: themes.find((theme) => theme === storage.getItem(themeKey)) ?? 'system',
    size: storage.getItem(sizeKey) === 'presenter' ? 'presenter' : 'normal',
    setTheme: (theme) => {
      storage.setItem(themeKey, theme);
      set({ theme });
    },
    setSize: (size) => {
      storage.setItem(sizeKey, size);
      set({ size });
    },
  });

/** What stands on <html>; the tokens hang on it. */
export function rootAttributes(
  { theme, size }: Pick<PreferencesSlice, 'theme' | 'size'>,
  systemIsDark: boolean,
): { theme: 'light' | 'dark'; size: TextSize } {
  return { theme: theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme, size };
}
