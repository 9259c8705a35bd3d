import { createInterface } from 'node:readline';
import { shownText } from '../../contract/shown-text.ts';
import { coloured, isColoured } from './colour.ts';

/** Where a command writes: results to `out`, everything else to `err`. */
export type Io = {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a terminal, on which a line can be written over. */
  isWatched?: boolean;
  /** Puts a question to who sits there; left out where nobody does. Empty when there is no answer. */
  ask?(question: string): Promise<string>;
};

/** Somebody's text that is to stay on its line, so that it cannot pass for lines of ours. */
export const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ');

const [begin, erase] = ['\r', '\u001b[K'];

/** What stands in a line of ours that is written over; null in any other text. */
function overwritten(text: string): string | null {
  const inner = text.slice(begin.length, -erase.length);
  return text === `${begin}${inner}${erase}` && !inner.includes(begin) ? inner : null;
}

/** Writes nothing that a terminal would obey, whoever it comes from. */
export function filtered(io: Io): Io {
  const shownLine = (text: string): string => {
    const inner = overwritten(text);
    return inner === null ? shownText(text) : `${begin}${shownText(inner)}${erase}`;
  };
  const { ask } = io;
  return {
    ...io,
    out: (text) => io.out(shownText(text)),
    err: (text) => io.err(shownLine(text)),
    ...(ask !== undefined && { ask: (question) => ask(shownText(question)) }),
  };
}

/**
 * The process's own streams. A reader that goes away (`| head -1`) does not fail the command; where what it has to say
 * cannot be written, it could not be done as asked.
 */
export function standardIo(): Io {
  const failed = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`session-playground failed: the output cannot be written (${error.code})\n`);
    process.exit(2);
  };
  process.stdout.on('error', failed);
  process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.exit(2);
  });
  const isInColour = isColoured(process.env, process.stdout.isTTY === true);
  return {
    out: (text) => process.stdout.write(isInColour ? coloured(text) : text),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY === true,
    ...(process.stdin.isTTY && process.stderr.isTTY && { ask }),
  };
}

/** Without an answer at the end of input, or at Ctrl+C. */
function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(''));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

/** 0: it went well. 1: it ran, and the answer is no. 2: it could not be done as asked. */
export type ExitCode = 0 | 1 | 2 | 130;
