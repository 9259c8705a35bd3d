import { useEffect } from 'react';
import { useWindow } from '../services/window-store.ts';

/** While presenting, the page takes the whole screen where that is allowed; Escape ends both. */
export function useFullScreen(): void {
  const isPresenting = useWindow((state) => state.isPresenting);
  useEffect(() => {
    if (!isPresenting) return;
    const end = () => useWindow.getState().present(false);
    const onChange = () => document.fullscreenElement === null && end();
    // Only with the platform's full screen is Escape the platform's.
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && end();
    document.addEventListener('fullscreenchange', onChange);
    window.addEventListener('keydown', onKeyDown);
    document.documentElement.requestFullscreen().catch(() => {
      // Refused, it still has the whole window.
    });
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      window.removeEventListener('keydown', onKeyDown);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, [isPresenting]);
}
