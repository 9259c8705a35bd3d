import { useMemo } from 'react';
import { usePlaygroundStore } from '../playground-store.ts';
import { useConfig, useConfigure } from './use-options.ts';

/** Takes the last change of the configuration back, or makes it again. */
export function useOptionHistory(): { undo: () => void; redo: () => void } {
  const config = useConfig();
  const configure = useConfigure();
  return useMemo(() => {
    const go = (direction: 'undo' | 'redo') => {
      const target = usePlaygroundStore.getState()[direction](config);
      if (target !== null) void configure(target, null);
    };
    return { undo: () => go('undo'), redo: () => go('redo') };
  }, [config, configure]);
}
