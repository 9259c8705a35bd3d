import { useEffect, useState } from 'react';

/**
 * The instant that expiry is measured against, in ms on the lab's clock: at a cursor that stands still it is the
 * cursor's; live it goes on, `ahead` ms before the real clock.
 */
export function useLabNow(atCursor: number, ahead: number, isLive: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isLive]);
  return isLive ? Math.max(atCursor, now + ahead) : atCursor;
}
