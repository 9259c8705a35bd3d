import { useCallback } from 'react';
import { useHistory } from '../../../history/use-history.ts';

/** Makes the cursor follow what happens, so that what was just asked for is seen. */
export function useLive(): () => void {
  const setCursor = useHistory((state) => state.setCursor);
  return useCallback(() => setCursor('live'), [setCursor]);
}
