import type { Drained, Source } from '../../log/source.ts';
import type { TimedEvent } from '../../log/timed-event.ts';

/** What happens on this thread: at the browsers, and to the lab as its keeper sees it. */
export type BrowserSource = Source & { emit(event: TimedEvent): void };

/** `now`: µs on the log's clock. */
export function createBrowserSource(now: () => number): BrowserSource {
  let told: TimedEvent[] = [];
  const drain = async (): Promise<Drained> => {
    const events = told;
    told = [];
    // An event of this very µs may still come.
    return { events, upTo: now() - 1 };
  };
  return { id: 'browsers', emit: (event) => void told.push(event), drain };
}
