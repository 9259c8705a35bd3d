import type { LogEvent } from '../../../server/contract/events/events.ts';
import { detailsOf } from './details-of.ts';

/** What an event holds besides its sentence: headers, bodies, a stack. */
export function EventDetails({ event }: { event: LogEvent }) {
  return detailsOf(event).map(({ label, text, isOpen }) => (
    <details key={label} open={isOpen}>
      <summary>{label}</summary>
      <pre className="event-raw">{text}</pre>
    </details>
  ));
}
