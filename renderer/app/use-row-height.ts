import { useWindow } from './window-store.ts';

/** px of one row in a virtual list, which must know it before it draws. */
export const useRowHeight = (): number => useWindow((state) => (state.size === 'presenter' ? 31 : 24));
