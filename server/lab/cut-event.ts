import { cutSession, cutText, cutValue, isLarge, partOfSession } from '../contract/events/cut-text.ts';
import type { Change, LabEvent } from '../contract/events/events.ts';
import { withoutOwnPlaces } from './own-places.ts';

/**
 * The event, or one with parts of what is too large in it: no session is to fill the memory of whoever keeps events. An
 * error's places are named as in `own-places.ts`.
 */
export function cutEvent(event: LabEvent): LabEvent {
  switch (event.type) {
    case 'session':
      return isLarge(event.session) ? { ...event, session: cutSession(event.session) } : event;
    case 'changed':
      return isLarge(event.session) || isLarge(event.changes)
        ? { ...event, session: cutOrNull(event.session), changes: cutChanges(event.changes) }
        : event;
    case 'store-called':
      return isLarge(event.session) || isLarge(event.before)
        ? { ...event, session: cutOrNull(event.session), before: cutOrNull(event.before) }
        : event;
    case 'store-answered':
      return isLarge(event.found) || isLarge(event.after) || isLarge(event.error)
        ? {
            ...event,
            found: cutOrNull(event.found),
            after: cutOrNull(event.after),
            error: event.error && cutText(event.error),
          }
        : event;
    case 'store-outside':
      return isLarge(event.session) ? { ...event, session: cutOrNull(event.session) } : event;
    case 'error':
      return {
        ...event,
        message: withoutOwnPlaces(cutText(event.message)),
        stack: event.stack && withoutOwnPlaces(cutText(event.stack)),
      };
    case 'headers':
      return isLarge(event.setCookie)
        ? { ...event, setCookie: event.setCookie.slice(0, 100).map((line) => cutText(line, 1000)) }
        : event;
    default:
      return event;
  }
}

const cutOrNull = (text: string | null): string | null => (text === null ? null : cutSession(text));

function cutChanges(changes: readonly Change[]): Change[] {
  const budget = { left: partOfSession };
  return changes.slice(0, 200).map(({ path, ...sides }) => {
    const parts = Object.entries(sides).map(([side, value]) => [side, cutValue(value, budget)]);
    return { path: cutText(path, 1000), ...Object.fromEntries(parts) };
  });
}
