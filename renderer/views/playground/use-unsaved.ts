import { useEffect } from 'react';
import { usePlaygroundState } from '../../services/connection/use-playground-state.ts';
import { bridge } from '../../services/window/bridge.ts';
import { usePlaygroundStore } from './playground-store.ts';
import { unsavedWords } from './unsaved.ts';

/** Keeps the desktop window told of what quitting would lose. */
export function useUnsaved(): void {
  const runningHandler = usePlaygroundState((state) => state.handler);
  const handlerText = usePlaygroundStore((state) => state.handlerText);
  const sequence = usePlaygroundStore((state) => state.sequence);
  const words = unsavedWords({ handlerText, runningHandler, sequence });
  useEffect(() => {
    void bridge?.setUnsaved(words);
  }, [words]);
}
