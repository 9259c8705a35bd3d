import type { OutputStream } from '../threads/host.ts';
import { withoutOwnPlaces } from './own-places.ts';

/** Characters of one write that are kept, and writes between two calls of `renew`. */
const longest = 4096;
const most = 1000;

export type PrintedLines = {
  /** What is printed is bounded anew. */
  renew(): void;
};

/** Hands on what is printed, as far as it is kept. */
export function boundPrinted(emit: (stream: OutputStream, text: string) => void) {
  let count = 0;
  return {
    take: (stream: OutputStream, text: string) => {
      count += 1;
      if (count > most + 1) return;
      if (count > most) return emit('stderr', 'More was printed than is shown here.\n');
      const shown = withoutOwnPlaces(text.slice(0, longest));
      emit(stream, text.length > longest ? `${shown}…\n` : shown);
    },
    renew: () => {
      count = 0;
    },
  };
}

/** Takes what this thread prints, warnings included, instead of letting it out on its process's own output. */
export function takePrinted(emit: (stream: OutputStream, text: string) => void): PrintedLines {
  const { take, renew } = boundPrinted(emit);
  for (const stream of ['stdout', 'stderr'] as const) {
    Reflect.set(process[stream], 'write', (chunk: unknown, ...rest: unknown[]) => {
      take(stream, Buffer.isBuffer(chunk) ? chunk.toString() : String(chunk));
      const done = rest.at(-1);
      if (typeof done === 'function') setImmediate(() => done());
      return true;
    });
  }
  // Node itself writes warnings past the streams.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    if (name !== 'ExperimentalWarning') take('stderr', `${name}: ${message}\n`);
  });
  return { renew };
}
