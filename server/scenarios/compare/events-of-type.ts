import type { LogEvent } from '../../contract/events/events.ts';
import type { Replayed } from '../run/replay.ts';

/** A run's events of one type that belong to requests, in their order. */
export function eventsOfType<Type extends LogEvent['type']>(
  { requests }: Pick<Replayed, 'requests'>,
  type: Type,
): Array<LogEvent & { type: Type }> {
  const isWanted = (event: LogEvent): event is LogEvent & { type: Type } => event.type === type;
  return [...requests.values()]
    .flat()
    .filter(isWanted)
    .sort((a, b) => a.seq - b.seq);
}
