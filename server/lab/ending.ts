import type { ThreadEnd } from '../threads/host.ts';
import type { RequestUnderWay, UnderWay } from './under-way.ts';

const afresh = 'the lab was stopped and started afresh.';

/**
 * Says in a sentence what ended a lab, and what was under way. `entered`: the request whose typed-in handler was
 * called and had not given control back.
 */
export function endingInWords(end: ThreadEnd, underWay: UnderWay, entered: string | null): string {
  const ran = entered === null ? undefined : underWay.find(entered);
  const own = underWay.own();
  const isOwn = ran !== undefined || own.length > 0 || (end.reason === 'crashed' && end.request !== null);
  const who = isOwn ? 'The handler' : 'Code in the lab';
  const when = ran ? ` while ${named(ran)} ran` : whileUnderWay(own.length > 0 ? own : underWay.all());
  switch (end.reason) {
    case 'unresponsive':
      return `${who} did not give control back for ${(end.ms / 1000).toFixed(1)} s${when}; ${afresh}`;
    case 'crashed':
      return `${who} threw where nothing catches it${whenThrown(end.request, underWay) ?? when} (${end.message}); ${afresh}`;
    case 'exited':
      return end.code === 0
        ? `${who} ended the lab’s thread, as process.exit(0) and a closed port do${when}; ${afresh}`
        : `${who} called process.exit(${end.code})${when}; ${afresh}`;
    case 'out-of-memory':
      return `${who} used up its memory of ${end.limit} MB${when}; ${afresh}`;
    case 'killed':
      return `${who} had the lab’s process ended (${end.by})${when}; ${afresh}`;
    case 'cut-off':
      return `${who} closed the lab’s way to the app${when}; ${afresh}`;
    case 'garbled':
      return `${who} sent the app what no lab sends (${end.what})${when}; ${afresh}`;
    case 'no-answer':
      return `${who} left the lab’s thread without an answer for ${(end.ms / 1000).toFixed(1)} s${when}; ${afresh}`;
  }
}

/** An error knows the request whose handler it comes from, even when that was answered long before. */
function whenThrown(id: string | null, underWay: UnderWay): string | null {
  if (id === null) return null;
  const request = underWay.find(id);
  return request ? whileUnderWay([request]) : ` after request #${id} was over`;
}

const named = ({ method, path, id }: RequestUnderWay): string => `${method} ${path} (#${id})`;

/** Requests named at most; more are counted. */
const mostNamed = 3;

function whileUnderWay(requests: readonly RequestUnderWay[]): string {
  if (requests.length === 0) return '';
  const names = requests.slice(0, mostNamed).map(named).join(', ');
  const more = requests.length > mostNamed ? ` and ${requests.length - mostNamed} more` : '';
  return ` while ${names}${more} ${requests.length === 1 ? 'was' : 'were'} under way`;
}
