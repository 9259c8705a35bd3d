import { refuse } from '../contract/errors.ts';
import type { Races } from '../races/races.ts';

/** A race lab for tests of what stands before it: it explores until it is told to stop, and writes down that it was. */
export function fakeRaces(): Races & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    explore: (_spec, { signal, onProgress } = {}) => {
      asked.push('explore');
      onProgress?.({ states: 1, rate: 1, done: 0, left: null });
      return new Promise((_resolve, reject) => {
        const stop = () => {
          asked.push('stopped');
          reject(new Error('stopped'));
        };
        signal?.addEventListener('abort', stop, { once: true });
      });
    },
    look: async () => {
      asked.push('look');
      return refuse('no-such-request', 'schedule[0]', { label: 'A.begin', known: ['A', 'B'] });
    },
    close: async () => {},
  };
}
