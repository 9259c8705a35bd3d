import { placeInWords } from '../../../server/contract/endpoints.ts';
import { anomalySentence } from '../../../server/contract/events/anomaly-words.ts';
import type { AnomalyEventBody, LogEvent, StoreOperation } from '../../../server/contract/events/events.ts';
import { fromStoredKey } from '../../../server/contract/events/stored-key.ts';
import { faultsInWords } from '../../../server/contract/faults/faults.ts';
import { fromInWords } from '../../../server/contract/hosts.ts';
import { explain } from '../../../server/contract/verdicts/verdict.ts';
import { callerLabel, requestLabel } from '../log/lane.ts';

/** A session ID shortened in the middle, for sentences. */
export function shortId(known: string | null): string {
  if (known === null) return 'no session';
  const { sid, place } = fromStoredKey(known);
  const short = sid.length <= 9 ? sid : `${sid.slice(0, 4)}…${sid.slice(-4)}`;
  return place === undefined ? short : `${short} of ${placeInWords(place)}`;
}

const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** An event as one sentence: what a screen reader says at the cursor, and the log shows. */
export function describeEvent(event: LogEvent): string {
  switch (event.type) {
    case 'sent':
      return `${event.browser} sends ${requestLabel(event.request)}: ${event.method} ${clip((event.host ?? '') + event.url)}${event.from === undefined ? '' : `, by ${fromInWords(event.from)}`}${event.cookie === null ? ', without a cookie' : ''}.`;
    case 'arrived':
      return `${requestLabel(event.request)} arrives at ${event.place === undefined ? 'the lab' : placeInWords(event.place)}: ${event.method} ${clip(event.url)}.`;
    case 'verdict':
      return `${requestLabel(event.request)}: ${explain(event.verdict)}`;
    case 'session':
      return describeSession(event);
    case 'changed':
      return describeChange(event);
    case 'store-called':
      return `${callerAtStart(event)} asks the store to ${asked[event.operation]}${aboutSession(event.sid)}.`;
    case 'store-answered':
      return describeAnswer(event);
    case 'store-connection':
      return event.connected ? 'The store is connected.' : 'The store is disconnected.';
    case 'store-outside':
      return `Session ${shortId(event.sid)} was ${event.session === null ? 'removed' : 'changed'} from outside.`;
    case 'work':
      return `${requestLabel(event.request)} ${event.phase === 'start' ? 'begins' : 'ends'} its work.`;
    case 'headers':
      return `${requestLabel(event.request)} writes its headers: ${event.status}${event.setCookie.length > 0 ? ', with Set-Cookie' : ', no Set-Cookie'}.`;
    case 'responded':
      return `${requestLabel(event.request)} has responded: ${event.status}.`;
    case 'aborted':
      return `${requestLabel(event.request)} was aborted: its connection closed before the response was finished.`;
    case 'error':
      return `${event.request === null ? 'Error' : `${requestLabel(event.request)}: error`}: ${clip(event.message)}`;
    case 'answered':
      return `The browser has the headers of ${requestLabel(event.request)}: ${event.status}.`;
    case 'received':
      return `The browser has the whole response of ${requestLabel(event.request)}: ${event.status}, ${event.bytes} bytes.`;
    case 'send-failed':
      return `${requestLabel(event.request)} failed: ${clip(event.message)}`;
    case 'jar':
      return describeJar(event);
    case 'browser-added':
      return `The browser ${event.browser.name} is there.`;
    case 'browser-removed':
      return `The browser ${event.browser} is gone.`;
    case 'lab-started':
      return `The lab runs at ${event.url}.`;
    case 'lab-configured':
      return `The lab has new options${storeInWords(event)}.`;
    case 'lab-restarted':
      return restartInWords(event);
    case 'lab-stopped':
      return `The lab ended: ${event.message}`;
    case 'clock':
      return `The lab’s clock is ${event.offset / 1000} s ahead.`;
    case 'faults':
      return faultsInWords(event.faults);
    case 'printed':
      return `The lab printed: ${clip(event.text.trim())}`;
    case 'anomaly':
      return anomalyInWords(event);
    case 'process':
      return event.state === 'began'
        ? `${capital(placeInWords(event.process))} is there: ${event.name}, pid ${event.pid}.`
        : `${capital(placeInWords(event.process))} is gone: ${event.message ?? 'nothing more is heard of it'}.`;
    case 'content':
      return `${requestLabel(event.request)} ${event.asked === null ? 'brought no body' : `brought ${clip(JSON.stringify(event.asked.values))}`}${event.answered === null ? '' : ` and was answered ${clip(JSON.stringify(event.answered.values))}`}.`;
    case 'identified':
      return `${requestLabel(event.request)} is of ${event.browser}, as its session cookie says.`;
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** At the start of a sentence; a request's name stays as it was given. */
const callerAtStart = (event: Extract<LogEvent, { type: 'store-called' }>): string =>
  event.request === null || event.byHand === true ? capital(callerLabel(event)) : callerLabel(event);

/** What went wrong between two requests, in a sentence. */
export const anomalyInWords = (anomaly: AnomalyEventBody): string =>
  anomalySentence(anomaly, { request: requestLabel, sid: shortId });

const asked: Readonly<Record<StoreOperation, string>> = {
  get: 'load',
  set: 'save',
  touch: 'touch',
  destroy: 'destroy',
  all: 'list every session',
  length: 'count its sessions',
  clear: 'forget every session',
};

const aboutSession = (sid: string | null): string => (sid === null ? '' : ` session ${shortId(sid)}`);

function describeSession(event: Extract<LogEvent, { type: 'session' }>): string {
  const request = requestLabel(event.request);
  const sid = shortId(event.sid);
  const version = event.version === null ? '' : ` version ${event.version} of`;
  switch (event.origin) {
    case 'generated':
      return `${request} has a new session: ${sid}.`;
    case 'loaded':
      return `${request} works on its own copy of${version} session ${sid}.`;
    case 'reloaded':
      return `${request} took a fresh copy of${version} session ${sid}.`;
    case 'regenerated':
      return `${request} has a new session in place of its old one: ${sid}.`;
  }
}

function describeChange(event: Extract<LogEvent, { type: 'changed' }>): string {
  const request = requestLabel(event.request);
  if (event.unwritable !== undefined)
    return `${request} changed its copy, which cannot be written as JSON any more: ${event.unwritable}.`;
  if (event.session === null) return `${request} has no session any more.`;
  const paths = event.changes.slice(0, 3).map(({ path }) => path);
  const more = event.changes.length > paths.length ? ', …' : '';
  return `${request} changed its copy: ${paths.join(', ')}${more}.`;
}

function describeAnswer(event: Extract<LogEvent, { type: 'store-answered' }>): string {
  const about = `${aboutSession(event.sid)} for ${callerLabel(event)}`;
  if (event.error !== null)
    return `The store failed to ${asked[event.operation]}${about}: ${clip(event.error)}`;
  switch (event.operation) {
    case 'get':
      return event.found === null
        ? `The store has no${aboutSession(event.sid)} for ${callerLabel(event)}.`
        : `The store gave version ${event.version} of${about}.`;
    case 'set':
      return `The store saved version ${event.version} of${about}.`;
    case 'touch':
      return `The store touched${about}: only its expiry moved.`;
    case 'destroy':
      return `The store destroyed${about}.`;
    default:
      return `The store did as ${callerLabel(event)} asked: ${asked[event.operation]}.`;
  }
}

const describeJar = (event: Extract<LogEvent, { type: 'jar' }>): string =>
  event.verdicts.length > 0
    ? `${event.browser}: ${event.verdicts.map(explain).join(' ')}`
    : `${event.browser}’s jar holds ${event.cookies.length === 1 ? 'one cookie' : `${event.cookies.length} cookies`}.`;

/** What a change of the lab did to its store, after the rest of a sentence: nothing where all is kept. */
export function storeInWords({ storeKept, lost }: Extract<LogEvent, { type: 'lab-configured' }>): string {
  if (!storeKept) return ', and an empty store';
  if (lost === undefined) return '';
  const count = lost.length === 1 ? 'one session' : `${lost.length.toLocaleString('en')} sessions`;
  return `, without ${count} that could not be kept`;
}

/** What was started anew, what it cut off, and what became of its store. */
function restartInWords({
  instance,
  isKilled,
  cut,
  emptied,
}: Extract<LogEvent, { type: 'lab-restarted' }>): string {
  const who = instance === null ? 'The app' : `Instance ${instance}`;
  const requests = cut.length === 1 ? 'one request' : `${cut.length} requests`;
  const lost = cut.length === 0 ? '' : `, ${requests} cut off`;
  const store = emptied.length > 0 ? 'its store is empty' : 'what was stored is still there';
  return `${who} was ${isKilled ? 'killed' : 'stopped'} and started anew${lost}: ${store}.`;
}
