import type { ExitCode, Io } from './output.ts';

/** Does something long that Ctrl+C or SIGTERM breaks off by the signal; what fails after that fails for that. */
export async function interruptible(
  io: Pick<Io, 'err'>,
  work: (signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    io.err('Interrupted.\n');
    return 130;
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt);
  }
}
