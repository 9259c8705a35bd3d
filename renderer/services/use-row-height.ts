import { useSyncExternalStore } from 'react';
import { textSize, useWindow } from './window-store.ts';

/** As in renderer/ui/tokens.css. */
const wide = window.matchMedia('(width >= 1600px)');
const subscribe = (onChange: () => void) => {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
};

/** px of one row in a virtual list, which must know it before it draws. */
export function useRowHeight(): number {
  const isWide = useSyncExternalStore(subscribe, () => wide.matches);
  const isPresenter = useWindow((state) => textSize(state) === 'presenter');
  if (!isPresenter) return 24;
  return isWide ? 36 : 31;
}
