import { readFile } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { readWhereabouts } from './where.ts';
import { type AppLine, lineReader, mostLine, wireFormat } from './wire.ts';

/** A connection that is looked for again and again, and keeps no process alive. */
export type Connection = {
  write(text: string): void;
  /** Bytes that were written and are not with the system yet. */
  waiting(): number;
};

type ConnectionSettings = {
  /** The file that says where a recording is. */
  file: string;
  hello: Omit<Extract<AppLine, { type: 'hello' }>, 'type' | 'format' | 'token'>;
  now: () => number;
  /** The recording has let us in, and is about to ask. */
  onOpen(token: string): void;
  onAsked(): void;
  onClosed(): void;
};

/** ms between two looks for a recording: often at first, when both are being started. */
const [soon, later] = [150, 1000];
const soonLooks = 20;

// As they are before whoever tests with timers of their own puts those in the place of these.
const { setTimeout: startTimer } = globalThis;

export function createConnection({
  file,
  hello,
  now,
  onOpen,
  onAsked,
  onClosed,
}: ConnectionSettings): Connection {
  let socket: Socket | null = null;
  let looks = 0;

  const again = () => {
    looks += 1;
    startTimer(look, looks < soonLooks ? soon : later).unref();
  };

  const look = () => {
    readFile(file, 'utf8', (error, text) => {
      const where = error === null ? readWhereabouts(text) : null;
      if (where === null) return again();
      open(where);
    });
  };

  const open = ({ port, token }: { port: number; token: string }) => {
    const opened = connect({ port, host: '127.0.0.1' });
    let isIn = false;
    const close = () => {
      if (socket === opened) {
        socket = null;
        if (isIn) onClosed();
      }
      opened.destroy();
    };
    const say = (line: AppLine) => opened.write(`${JSON.stringify(line)}\n`);
    const read = lineReader(
      (line) => {
        const type = typeOf(line);
        if (type === 'ping') say({ type: 'pong', now: now() });
        else if (type === 'refused') close();
        else if (type === 'ask') {
          if (!isIn) {
            isIn = true;
            looks = 0;
            onOpen(token);
          }
          onAsked();
        }
      },
      mostLine,
      close,
    );
    socket = opened;
    opened.unref();
    opened.setNoDelay(true);
    opened.setEncoding('utf8');
    opened.on('connect', () => say({ type: 'hello', format: wireFormat, token, ...hello }));
    opened.on('data', read);
    opened.on('error', close);
    opened.on('close', () => {
      close();
      again();
    });
  };

  look();
  return {
    write: (text) => void socket?.write(text),
    waiting: () => socket?.writableLength ?? 0,
  };
}

function typeOf(line: string): unknown {
  try {
    return Reflect.get(Object(JSON.parse(line)), 'type');
  } catch {
    return undefined;
  }
}
