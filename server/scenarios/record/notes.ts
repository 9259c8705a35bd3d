import type { LogEvent } from '../../contract/events/events.ts';
import { isOwnHandlerPath } from '../../contract/scenario/own-handler.ts';

/** What a recording leaves out, each thing once, in words. */
export function createNotes() {
  const notes = new Set<string>();
  return {
    add: (note: string): void => {
      notes.add(note);
    },
    /** Notes what the event tells of that no scenario can do. */
    about: (event: LogEvent): void => {
      const note = noteOf(event);
      if (note !== null) notes.add(note);
    },
    all: (): string[] => [...notes],
  };
}

function noteOf(event: LogEvent): string | null {
  switch (event.type) {
    case 'jar':
      return event.request === null && event.verdicts.some(({ rule }) => rule !== 'jar-expired')
        ? 'A jar was changed by hand, which a scenario cannot do.'
        : null;
    case 'store-called':
      return event.byHand
        ? 'A stored session was edited by hand, which a scenario cannot do: in a replay it is what its requests make of it.'
        : null;
    case 'store-outside':
      return 'A stored session was changed from outside, which a scenario cannot do: in a replay it is what its requests make of it.';
    case 'arrived':
      return event.request.startsWith('ext')
        ? 'Requests from outside the page (curl, a real browser) are left out.'
        : null;
    case 'verdict':
      return event.verdict.rule === 'cors-preflight-refused'
        ? 'A request about which a browser asked by OPTIONS was not sent, and is left out.'
        : null;
    case 'sent':
      if (isOwnHandlerPath(event.url))
        return 'Your own handler goes along, as its code: whoever opens the file is asked before it runs.';
      return event.mode === 'edited'
        ? 'A Cookie header was edited by hand: it names a session that will not be there again.'
        : null;
    default:
      return null;
  }
}
