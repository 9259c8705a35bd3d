import type { Notice, StoredLook } from '../../../server/contract/stores/stored-look.ts';
import { expiryWords } from '../../parts/cookies/cookie-words.ts';
import { clockText } from '../../ui/duration.ts';

/** How it is noticed what others change in a store, in a sentence. */
export function noticeWords(notice: Notice): string {
  switch (notice.by) {
    case 'tracking':
      return 'Redis tells of what others change here (CLIENT TRACKING).';
    case 'trigger':
      return 'PostgreSQL tells of what others change here (a trigger on the lab’s own table, NOTIFY).';
    case 'files':
      return 'The system tells of what others change in this folder.';
    case 'data-version':
      return 'SQLite counts what others change in this file (PRAGMA data_version, asked twice a second).';
    case 'not-yet':
      return 'It is not watched yet for what others change.';
    case 'polled':
      return `What others change here is looked for each second, since ${notice.why}. What is back as it was by then is not seen.`;
    case 'too-many':
      return `What others change here is not looked for: there are more than ${notice.most.toLocaleString('en')} sessions, and the store does not tell by itself.`;
    case 'nobody':
      return 'It is in the lab’s own memory: nobody else can change it.';
    case 'unseen':
      return 'Nobody can look into this store: what others change in it shows when a request loads it.';
  }
}

/** When the store ends it, by the clock that it goes by. `elapsed`: ms since it was asked. */
export function endWords({ row, clocks, endsBy }: StoredLook, elapsed: number): string {
  if (row === null) return '';
  const clock = endsBy === 'store' ? (clocks.store ?? clocks.lab) : clocks.lab;
  const words = expiryWords(row.expires, clock + elapsed, 'no end of its own');
  return row.expires === null
    ? words
    : `${words} by ${endsBy === 'store' ? 'the store’s' : 'the lab’s'} clock`;
}

const timeOf = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

/** The store's clock beside the lab's. */
export function clockWords({ clocks: { lab, store } }: StoredLook, elapsed: number): string {
  if (store === null) return `The lab’s clock: ${timeOf(lab + elapsed)}. The store has none of its own.`;
  const ahead = lab - store;
  const apart =
    Math.abs(ahead) < 1000
      ? 'the same'
      : `${clockText(Math.abs(ahead)).slice(1)} ${ahead > 0 ? 'ahead' : 'behind'}`;
  return `The store’s clock: ${timeOf(store + elapsed)}. The lab’s: ${timeOf(lab + elapsed)}, ${apart}.`;
}
