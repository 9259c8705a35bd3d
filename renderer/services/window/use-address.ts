import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};

/** The address's fragment, which names the view and what is open in it. */
export const useAddress = (): string => useSyncExternalStore(subscribe, () => window.location.hash);
