import { useCallback } from 'react';
import { applyFix, type Fix } from '../../../../server/contract/doctor/doctor.ts';
import { useConfigure } from '../options/use-options.ts';

/** Applies a fix to the lab's options, as a change that the options' undo takes back. */
export function useApplyFix(): (fix: Fix) => void {
  const configure = useConfigure();
  return useCallback(
    (fix: Fix) => configure((shown) => applyFix(shown, fix, () => crypto.randomUUID()), null),
    [configure],
  );
}
