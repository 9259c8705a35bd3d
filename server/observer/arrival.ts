import type { SessionRule } from '../contract/verdicts/session-rules.ts';
import type { ReadOptions } from './options.ts';
import { fittingSecret, whyNoCookie } from './read-cookie.ts';
import type { Recorder } from './recorder.ts';
import { dataText, textOf } from './snapshot.ts';

/** How the middleware ended its look for a session: the error it passed on, and whether the store was connected. */
export type Arrival = { error: unknown; connected: boolean };

/** Tells where the request's session came from, and notes what later decisions compare with. */
export function tellArrival(recorder: Recorder, options: ReadOptions, arrival: Arrival): void {
  const { req } = recorder;
  recorder.isArriving = false;
  const session = req.session;
  const { rule, inputs } = decideArrival(recorder, options, arrival);
  const actual = actualArrival(recorder, arrival);
  recorder.emit({ type: 'verdict', request: recorder.id, verdict: { rule, inputs, actual } });
  if (!session) return;
  recorder.originalId = req.sessionID;
  const { found } = recorder;
  if (found === undefined) {
    recorder.originalText = dataText(session);
    recorder.tellSession('generated', session, textOf(session), recorder.originalText);
    return;
  }
  // The hash is of what was stored; a key that a session has itself, such as `touch`, does not get into the session.
  recorder.originalText = dataText(Object(found.raw));
  if (!options.resave) recorder.savedText = recorder.originalText;
  recorder.base = found.version;
  const isWhole = Object.keys(session).length === Object.keys(Object(found.raw)).length;
  recorder.tellSession('loaded', session, found.text, isWhole ? recorder.originalText : dataText(session));
}

function decideArrival(recorder: Recorder, options: ReadOptions, arrival: Arrival) {
  const { req, cookieSid } = recorder;
  const secrets = options.secrets ?? (req.secret ? [req.secret] : []);
  const { name } = options;
  const inputs = { name, secrets: secrets.length };
  if (arrival.error !== undefined && arrival.error !== null) {
    const message = arrival.error instanceof Error ? arrival.error.message : String(arrival.error);
    const rule: SessionRule = secrets.length === 0 ? 'no-secret' : 'load-failed';
    return { rule, inputs: { ...inputs, message } };
  }
  if (!req.session) {
    const path = (req.originalUrl ?? req.url ?? '/').split('?', 1)[0] || '/';
    const isUnder = path.startsWith(options.cookiePath());
    const rule: SessionRule = arrival.connected && !isUnder ? 'path-mismatch' : 'store-disconnected';
    return {
      rule,
      inputs: { ...inputs, path, cookiePath: options.cookiePath(), connected: arrival.connected },
    };
  }
  if (cookieSid === undefined) {
    const rule: SessionRule = whyNoCookie(req, name);
    return { rule, inputs: { ...inputs, sid: String(req.sessionID) } };
  }
  const rule: SessionRule = recorder.found === undefined ? 'unknown-sid' : 'session-found';
  return { rule, inputs: { ...inputs, sid: cookieSid, secret: fittingSecret(req, name, secrets) } };
}

/** What can be seen on the request, apart from any rule. */
function actualArrival({ req, cookieSid }: Recorder, { error }: Arrival): string {
  if (error !== undefined && error !== null) return 'error';
  if (!req.session) return 'no session';
  return cookieSid !== undefined && req.sessionID === cookieSid ? 'loaded' : 'new session';
}
