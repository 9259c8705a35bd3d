import type { LogEvent } from '../../../../server/contract/events/events.ts';
import { methods } from '../../../../server/contract/requests.ts';
import type { EventLog } from '../../../history/log/event-log.ts';
import { parseJson } from '../../../parts/requests/body-text.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import type { FromSpec } from './from-spec.ts';
import { draftOf, mostRaceRequests } from './race-request.ts';

type Sent = Extract<LogEvent, { type: 'sent' }>;

const beforeAtMost = 6;

/** The newest group of requests that were sent together, and what its browsers had sent before; null when none was. */
export function firedLast(log: EventLog): FromSpec | null {
  const sent = log.events.filter(isFirstHop);
  const members = newestGroup(sent);
  const first = members[0];
  if (!first) return null;
  const racing = new Set(members.map(({ browser }) => browser));
  const before = sent.filter(({ seq, browser }) => seq < first.seq && racing.has(browser));
  return {
    before: before.slice(-beforeAtMost).map((one) => ({ draft: draftOfSent(one) })),
    requests: members.slice(0, mostRaceRequests).map(draftOfSent),
    leftOut: Math.max(0, members.length - mostRaceRequests),
  };
}

const isFirstHop = (event: LogEvent): event is Sent =>
  event.type === 'sent' && event.redirectOf === null && event.preflightFor === undefined;

function newestGroup(sent: readonly Sent[]): Sent[] {
  const sizes = new Map<string, number>();
  for (const { group } of sent) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const newest = sent.findLast(({ group }) => group !== null && (sizes.get(group) ?? 0) > 1)?.group;
  return newest === undefined ? [] : sent.filter(({ group }) => group === newest);
}

function draftOfSent({ browser, method, url, body, mode, cookie, host = '', from }: Sent): Draft {
  return draftOf({
    browser,
    method: methods.find((one) => one === method) ?? 'GET',
    path: withoutWork(url),
    cookies: mode,
    host,
    ...(from !== undefined && { ...from, credentials: from.credentials ?? 'same-origin' }),
    edited: mode === 'edited' ? (cookie ?? '') : '',
    ...bodyOf(body),
  });
}

/** How long a handler worked is no part of a race: its step is held. */
function withoutWork(url: string): string {
  const [pathname = '', query = ''] = url.split('?');
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith('work='));
  return rest.length === 0 ? pathname : `${pathname}?${rest.join('&')}`;
}

function bodyOf(body: string | null): Partial<Draft> {
  if (body === null) return { bodyKind: 'none' };
  if (parseJson(body).ok) return { bodyKind: 'json', json: body };
  const lines = [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`);
  return { bodyKind: 'form', form: lines.join('\n') };
}
