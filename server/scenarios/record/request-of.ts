import { readJson } from '../../contract/input/json-text.ts';
import { type followModes, methods, type RequestSpecInput } from '../../contract/requests.ts';
import type { Sent } from './batches.ts';

/** How the redirects of a request were followed. */
export type Follow = (typeof followModes)[number];

type Body = Pick<RequestSpecInput, 'form' | 'json'>;

/** The request as a scenario has it. `after` in ms; `follow`: how its redirects were followed. */
export function requestOf(
  sent: Sent,
  { id, after, follow }: { id: string; after: number; follow: Follow },
): RequestSpecInput {
  const { browser, method, url, body, work, mode, cookie, proxy, app, instance, headers, host, from } = sent;
  return {
    id,
    browser,
    method: methods.find((one) => one === method) ?? 'GET',
    path: work > 0 ? withoutWork(url) : url,
    ...(work > 0 && { work }),
    ...bodyOf(body),
    ...(mode !== 'jar' && { cookies: mode === 'edited' ? { edited: cookie ?? '' } : mode }),
    ...(follow !== 'never' && { follow }),
    ...(after > 0 && { after }),
    ...(proxy !== undefined && { proxy }),
    ...(app !== undefined && { app }),
    ...(instance !== undefined && { instance }),
    ...(host !== undefined && { host }),
    ...(from !== undefined && { from }),
    ...(headers !== undefined && { headers: withoutHost(headers) }),
  };
}

/** The host has a place of its own. */
const withoutHost = (headers: NonNullable<Sent['headers']>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'));

/** The log's URL has the work in its query, as the lab's routes read it. */
function withoutWork(url: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith('work='));
  return rest.length === 0 ? path : `${path}?${rest.join('&')}`;
}

function bodyOf(body: string | null): Body {
  if (body === null) return {};
  const json = readJson(body);
  // What a form sends is JSON only where it is one bare number or word, which no route takes.
  if (json.ok && typeof json.value === 'object') return { json: json.value as NonNullable<Body['json']> };
  return { form: Object.fromEntries(new URLSearchParams(body)) };
}
