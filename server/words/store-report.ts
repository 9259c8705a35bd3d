import type { StoreReport } from '../contract/stores/store-report.ts';

const touches: Record<StoreReport['touch'], string> = {
  none: 'It has no touch: a session lives on only where it is saved.',
  'does nothing': 'Its touch keeps nothing alive.',
  'expiry alone':
    'Its touch moves the expiry alone: the session as it is stored stays as it was, its cookie too.',
  'cookie and expiry': 'Its touch moves the expiry, and writes the new cookie into what is stored.',
};

const expiries: Record<StoreReport['expires'], string> = {
  'by itself': 'What has expired is gone by itself.',
  'when it is read': 'What has expired stays until it is read.',
  'when it is cleared up': 'What has expired is not given out, and cleared up later.',
  unseen: 'What has expired is not given out; when it goes cannot be seen.',
  never: 'It gives out what has expired.',
};

/** What was found of a store, each a sentence. */
export const storeReportLines = ({ server, latency, touch, expires, lists }: StoreReport): string[] => [
  `${server ?? 'It'} answered: a get takes ${(latency / 1000).toLocaleString('en', { maximumFractionDigits: 2 })} ms.`,
  touches[touch],
  expiries[expires],
  lists.length === 0 ? 'It lists nothing.' : `It has ${lists.join(', ')}.`,
];
