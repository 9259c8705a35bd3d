import type { IncomingMessage } from 'node:http';

/** Why a request is turned away before the app sees it. */
export type TurnedAway = { status: number; reason: string };

/**
 * Any page in any browser on this machine can send requests to the lab; what it cannot do is read the answers. One whose
 * name is made to resolve to this machine (DNS rebinding) could: its requests say its own name in Host. `localhost` and
 * the names under it are nobody else's (RFC 6761).
 */
export function turnedAway(
  { headersDistinct, headers }: Pick<IncomingMessage, 'headersDistinct' | 'headers'>,
  { anyHost }: { anyHost: boolean },
): TurnedAway | null {
  // It would outlive the lab, and answer for whatever comes to its port next.
  if (headers['service-worker'] === 'script') {
    return { status: 403, reason: 'A lab installs no service worker: it would outlive the lab.' };
  }
  const [host, ...further] = headersDistinct['host'] ?? [];
  // RFC 9112, section 3.2.
  if (further.length > 0) return { status: 400, reason: 'A request has two Host headers, and may have one.' };
  if (anyHost || host === undefined || isOwn(host)) return null;
  return {
    status: 403,
    reason:
      `A request for the host ${JSON.stringify(host.slice(0, 100))} is not answered: if that is a page of another site ` +
      'whose name was made to lead to this machine, it would read what the lab says. Turn on anyHost where it is a name of yours.',
  };
}

const isOwn = (host: string): boolean => /^(?:127\.0\.0\.1|(?:[\w-]+\.)*localhost)(?::\d+)?$/i.test(host);
