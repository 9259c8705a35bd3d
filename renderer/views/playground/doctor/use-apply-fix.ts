import { useCallback } from 'react';
import { applyFix, type Fix } from '../../../../server/contract/doctor/doctor.ts';
import { useConfig, useConfigure } from '../options/use-options.ts';
import { usePlaygroundStore } from '../playground-store.ts';

/** Applies a fix to the lab's options, as a change that the options' undo takes back. */
export function useApplyFix(): (fix: Fix) => void {
  const config = useConfig();
  const configure = useConfigure();
  return useCallback(
    (fix: Fix) => {
      const next = applyFix(config, fix, () => crypto.randomUUID());
      usePlaygroundStore.getState().change(config, next);
      void configure(next, null);
    },
    [config, configure],
  );
}
