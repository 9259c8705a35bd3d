import { Moon, Presentation, Sun, SunMoon } from 'lucide-react';
import { type Theme, themes } from '../services/window/preferences.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Button } from '../ui/button.tsx';

const icons = { system: SunMoon, light: Sun, dark: Moon } as const;
const after = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

/** Theme and presenter size. */
export function Appearance() {
  const theme = useWindow((state) => state.theme);
  const setTheme = useWindow((state) => state.setTheme);
  const size = useWindow((state) => state.size);
  const setSize = useWindow((state) => state.setSize);
  const Icon = icons[theme];
  return (
    <>
      <Button
        look="plain"
        icon={<Icon aria-hidden />}
        aria-label={`Theme: ${theme}`}
        hint={`Theme: ${theme}. Click for ${after(theme)}`}
        onClick={() => setTheme(after(theme))}
      />
      <Button
        look="plain"
        icon={<Presentation aria-hidden />}
        aria-label="Presenter size"
        hint="Large type, for a projector"
        aria-pressed={size === 'presenter'}
        onClick={() => setSize(size === 'presenter' ? 'normal' : 'presenter')}
      />
    </>
  );
}
