/**
 * Who may come in. The control plane can run typed-in code in the lab, and any page in any browser on this machine can
 * send requests to 127.0.0.1. So:
 *
 * - A page of another site posts here, or reads here by <script>, <img> or fetch: it lacks the token, which only the
 *   address printed at start holds, in the fragment, which no browser sends on. Its Origin is refused as well. No
 *   answer ever carries a CORS header.
 * - A page of another site has its name resolve to 127.0.0.1 (DNS rebinding) and so becomes same-origin with us: its
 *   requests say its own name in Host. Only our own address passes, for the page as for the api.
 * - A form or a link makes the browser send cookies along: there are none, and the token is in no cookie.
 * - Guessing the token byte by byte by the time an answer takes: both sides are hashed, and compared in constant time.
 * - Filling the memory with a huge body: refused by its declared length here, and by its real one where it is read.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Problem } from '../contract/errors.ts';

/** Bytes that a body may have. */
export const maxBodyBytes = 1024 * 1024;

export type Knock = {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  authorization: string | undefined;
  contentLength: string | undefined;
};

export type Door = {
  /** The Host headers that mean us: `127.0.0.1:41873`. */
  hosts: readonly string[];
  methods: readonly string[];
  /** Null where nothing secret is behind the door: the static page. */
  token: string | null;
};

export type Admission =
  | { ok: true }
  | {
      ok: false;
      code: 'FORBIDDEN' | 'METHOD_NOT_SUPPORTED' | 'UNAUTHORIZED' | 'PAYLOAD_TOO_LARGE';
      problem: Problem;
    };

/** Decides whether a request comes in. */
export function admit(knock: Knock, door: Door): Admission {
  const { host, origin, method } = knock;
  if (host === undefined || !door.hosts.includes(host)) {
    return refuse('FORBIDDEN', {
      code: 'foreign-host',
      at: 'Host',
      params: { expected: door.hosts.join(' or ') },
    });
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return refuse('FORBIDDEN', {
      code: 'foreign-origin',
      at: 'Origin',
      params: { expected: `http://${host}` },
    });
  }
  if (!door.methods.includes(method)) {
    return refuse('METHOD_NOT_SUPPORTED', {
      code: 'wrong-method',
      at: 'method',
      params: { expected: door.methods.join(' or ') },
    });
  }
  if (door.token !== null && !isToken(knock.authorization, door.token)) {
    const code = knock.authorization === undefined ? 'no-token' : 'wrong-token';
    return refuse('UNAUTHORIZED', { code, at: 'Authorization', params: {} });
  }
  if (Number(knock.contentLength ?? 0) > maxBodyBytes) return refuse('PAYLOAD_TOO_LARGE', tooLarge);
  return { ok: true };
}

export const tooLarge: Problem = { code: 'too-large', at: 'body', params: { bytes: maxBodyBytes } };

/** The Host headers by which a server on 127.0.0.1 is reached. Browsers leave out http's own port. */
export function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost'];
  const withPort = names.map((name) => `${name}:${port}`);
  return port === 80 ? [...withPort, ...names] : withPort;
}

const refuse = (code: (Admission & { ok: false })['code'], problem: Problem): Admission => ({
  ok: false,
  code,
  problem,
});

function isToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
