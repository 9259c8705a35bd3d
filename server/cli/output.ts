/** Where a command writes: results to `out`, everything else to `err`. */
export type Io = {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a terminal, on which a line can be written over. */
  isWatched?: boolean;
};

/** The process's own streams. A reader that goes away (`| head -1`) does not fail the command. */
export function standardIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY === true,
  };
}

/** 0: it went well. 1: it ran, and the answer is no. 2: it could not be done as asked. */
export type ExitCode = 0 | 1 | 2 | 130;
