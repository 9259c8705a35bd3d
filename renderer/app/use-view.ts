import { useSyncExternalStore } from 'react';
import { viewOf } from './views.ts';

const subscribe = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};

/** The view that the address names now. */
export const useView = () => viewOf(useSyncExternalStore(subscribe, () => window.location.hash));
