import { createJar } from '../../browsers/jar.ts';
import { labHost } from '../../contract/hosts.ts';
import type { HeldRequest } from '../held/held-request.ts';
import type { HeldRunSettings } from '../held/held-run.ts';
import type { InitialState } from '../initial-state.ts';
import { cookieContext } from '../race-cookies.ts';
import type { RaceRequest } from '../race-request.ts';
import type { LookLog } from './look-log.ts';

/** A logged body is cut to that many characters. */
const loggedCharacters = 4096;

export function emitSent(
  log: LookLog,
  raceRequest: RaceRequest,
  cookie: string | null,
  initialState: InitialState,
): void {
  const { id, spec, message } = raceRequest;
  const jar = createJar(initialState.jars[spec.browser]);
  log.emit({
    type: 'sent',
    request: id,
    browser: spec.browser,
    group: 'race',
    method: message.method,
    url: message.url.pathname + message.url.search,
    body: message.body,
    work: spec.work ?? 0,
    cookie,
    mode: typeof spec.cookies === 'object' ? 'edited' : spec.cookies,
    withheld: jar.outgoing(spec.cookies, cookieContext(raceRequest, initialState.now)).withheld,
    redirectOf: null,
    ...(message.url.hostname === labHost ? {} : { host: message.url.hostname }),
    ...(spec.from === undefined ? {} : { from: spec.from }),
  });
}

export const emitHead =
  (log: LookLog): NonNullable<HeldRunSettings['onHead']> =>
  ({ id, spec }, head, verdicts, jar) => {
    log.emit({ type: 'answered', request: id, ...head });
    if (verdicts.length === 0) return;
    log.emit({ type: 'jar', browser: spec.browser, request: id, verdicts, cookies: jar.cookies() });
  };

/** Tells that a response is wholly in, once it is. */
export function emitReceived(log: LookLog, heldRequest: HeldRequest | undefined): void {
  const response = heldRequest?.response;
  if (!heldRequest || !response || heldRequest.isReceived) return;
  heldRequest.isReceived = true;
  const { status, body } = response;
  const request = heldRequest.raceRequest.id;
  if (status === 0) {
    log.emit({
      type: 'send-failed',
      request,
      message: 'The connection was closed before the response was whole.',
    });
    return;
  }
  const bytes = Buffer.byteLength(body);
  log.emit({ type: 'received', request, status, body: body.slice(0, loggedCharacters), bytes });
}
