import { useEffect, useState } from 'react';
import { clockAt, labNowAt } from '../../history/folds/config-changes.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';

/**
 * The instant that expiry is measured against, in ms on the lab's clock: at a cursor that stands still, and in a history
 * that is over, it is the cursor's; live it goes on, as far before the real clock as the lab's is.
 */
export function useLabNow(): number {
  const atCursor = useAtCursor(labNowAt);
  const ahead = useAtCursor(clockAt);
  const isLive = useHistory(({ cursor, isOver }) => cursor === 'live' && !isOver);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isLive]);
  return isLive ? Math.max(atCursor, now + ahead) : atCursor;
}
