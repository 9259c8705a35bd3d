/** What a page hears of long work: how far it is, and in the end what came of it. */
export type News<Progress, Value> = { type: 'progress'; progress: Progress } | { type: 'done'; value: Value };

type Listening<Progress> = { signal: AbortSignal; onProgress: (progress: Progress) => void };

/** Tells of work while it is done. When the signal is aborted, or who listens stops, it is given up. Only the newest progress is told. */
export async function* newsOf<Progress, Value>(
  work: (listening: Listening<Progress>) => Promise<Value>,
  given: AbortSignal,
): AsyncGenerator<News<Progress, Value>> {
  const unheard = new AbortController();
  const signal = AbortSignal.any([given, unheard.signal]);
  const untold: Progress[] = [];
  let isDone = false;
  let wake = () => {};
  const onProgress = (progress: Progress) => {
    untold.splice(0, untold.length, progress);
    wake();
  };
  const done = work({ signal, onProgress }).finally(() => {
    isDone = true;
    wake();
  });
  // Who stops listening hears of no failure either.
  done.catch(() => {});
  try {
    while (!isDone) {
      const [progress] = untold.splice(0);
      if (progress !== undefined) yield { type: 'progress', progress };
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    yield { type: 'done', value: await done };
  } finally {
    unheard.abort();
  }
}
