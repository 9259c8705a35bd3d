/** Characters of one write that are kept, and writes between two calls of `renew`. */
const longest = 4096;
const most = 1000;

export type PrintedLines = {
  /** What is printed is bounded anew. */
  renew(): void;
};

/** Takes what this thread prints, warnings included, instead of letting it out on the app's own output. */
export function takePrinted(emit: (stream: 'stdout' | 'stderr', text: string) => void): PrintedLines {
  let count = 0;
  const take = (stream: 'stdout' | 'stderr', chunk: unknown) => {
    count += 1;
    if (count > most + 1) return;
    if (count > most) return emit('stderr', 'More was printed than is shown here.\n');
    const text = Buffer.isBuffer(chunk) ? chunk.toString() : String(chunk);
    emit(stream, text.length > longest ? `${text.slice(0, longest)}…\n` : text);
  };
  for (const stream of ['stdout', 'stderr'] as const) {
    Reflect.set(process[stream], 'write', (chunk: unknown, ...rest: unknown[]) => {
      take(stream, chunk);
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
  return {
    renew: () => {
      count = 0;
    },
  };
}
