import { useSyncExternalStore } from 'react';
import { textSize, useWindow } from './window-store.ts';

/** As in renderer/ui/tokens.css. */
const wide = window.matchMedia('(width >= 1600px)');
const subscribe = (onChange: () => void) => {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
};

/** In a window of usual width, and in a wide one. */
const heights = { normal: [24, 24], presenter: [31, 36], stage: [38, 45] } as const;

/** px of one row in a virtual list, which must know it before it draws. */
export function useRowHeight(): number {
  const isWide = useSyncExternalStore(subscribe, () => wide.matches);
  const size = useWindow(textSize);
  const [narrow, large] = heights[size];
  return isWide ? large : narrow;
}
