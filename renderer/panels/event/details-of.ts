import type { Change, LogEvent } from '../../../server/contract/events/events.ts';

export type Detail = { label: string; text: string; isOpen: boolean };

/** The parts of an event that are worth reading as they are, the short ones open. */
export function detailsOf(event: LogEvent): Detail[] {
  switch (event.type) {
    case 'sent':
      return [...some('Cookie', event.cookie), ...some('Body', event.body)];
    case 'arrived':
      return some('Cookie', event.cookie);
    case 'headers':
    case 'answered':
      return some('Set-Cookie', event.setCookie.join('\n'));
    case 'received':
      return some('Body', event.body);
    case 'changed':
      return some('Changes', event.changes.map(changeLine).join('\n'));
    case 'error':
      return some('Stack', event.stack, false);
    case 'printed':
      return some('Output', event.text);
    case 'store-called':
      return [
        ...some('Given to the store', indented(event.session), false),
        ...some('Stored then', indented(event.before), false),
      ];
    case 'store-answered':
      return some('Stored now', indented(event.after), false);
    case 'store-outside':
      return some('Stored now', indented(event.session));
    case 'session':
      return some('Its copy', indented(event.session), false);
    default:
      return [];
  }
}

const some = (label: string, text: string | null, isOpen = true): Detail[] =>
  text === null || text === '' ? [] : [{ label, text, isOpen }];

const changeLine = ({ path, before, after }: Change): string =>
  `${path}: ${written(before)} → ${written(after)}`;

const written = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function indented(json: string | null): string | null {
  if (json === null) return null;
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
