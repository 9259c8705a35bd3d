import { useMemo } from 'react';
import type { LogEvent } from '../../../../server/contract/events/events.ts';
import type { LogState } from '../../../history/history.ts';
import { useHistory } from '../../../history/use-history.ts';
import { momentsOf } from './moments.ts';

/** The moments of the log on screen. */
export function useMoments(): LogEvent[] {
  const logged = useHistory((state) => state.logged);
  return useMemo(() => momentsAfter(logged), [logged]);
}

const momentsAfter = ({ log }: LogState) => momentsOf(log);
