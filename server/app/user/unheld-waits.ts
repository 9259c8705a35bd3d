import { createHook } from 'node:async_hooks';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Something that code has begun to wait for. `where`: the line that began it, `app.js:12`; null where none of it is known. */
export type UnheldWait = { what: string; where: string | null };

export type UnheldWaits = {
  /** What has begun and is not over, of that owner; of nobody for undefined. */
  of(owner: object | undefined): UnheldWait[];
  /** What of that owner's was called back since this was asked last: it may have been over in no time. */
  takeOver(owner: object): UnheldWait[];
  /** Settles when nothing that began without an owner is waited for, timers apart; at the latest after so many ms. */
  settled(ms: number): Promise<void>;
};

type Pending = UnheldWait & { owner: object | undefined; isTimer: boolean };

const text = (resource: object, key: string): string => String(Reflect.get(resource, key) ?? '');
const socket = (resource: object): string => {
  const [address, port] = [text(resource, 'address'), text(resource, 'port')];
  return address === '' ? 'a socket' : `a socket to ${address}${port === '' ? '' : `:${port}`}`;
};

/** What Node names the things that a handler can wait for (lib/internal/async_hooks, `AsyncWrap` providers). */
const names: Readonly<Record<string, (resource: object) => string>> = {
  Timeout: (resource) => `a timer of ${text(resource, '_idleTimeout')} ms`,
  FSREQCALLBACK: () => 'a file',
  FSREQPROMISE: () => 'a file',
  GETADDRINFOREQWRAP: (resource) => `the address of ${text(resource, 'hostname')}`,
  TCPCONNECTWRAP: socket,
  PIPECONNECTWRAP: socket,
  WRITEWRAP: () => 'a socket',
  HTTPCLIENTREQUEST: () => 'an HTTP request',
  QUERYWRAP: () => 'DNS',
  PBKDF2REQUEST: () => 'crypto.pbkdf2',
  SCRYPTREQUEST: () => 'crypto.scrypt',
  SIGNREQUEST: () => 'crypto',
  HASHREQUEST: () => 'crypto',
  KEYGENREQUEST: () => 'crypto',
  ZLIB: () => 'compression',
  PROCESSWRAP: () => 'a child process',
  WORKER: () => 'a worker thread',
};

/** Follows, for this process, what is begun and not over. `ownerNow`: whose code it is that runs. */
export function followUnheldWaits(ownerNow: () => object | undefined): UnheldWaits {
  const pending = new Map<number, Pending>();
  const over = new WeakMap<object, Pending[]>();
  createHook({
    init(id, type, _trigger, resource) {
      const name = names[type];
      if (name === undefined) return;
      const frames = framesNow();
      if (type === 'Timeout' && isNodesOwn(frames)) return;
      pending.set(id, {
        what: name(resource),
        where: whereIn(frames),
        owner: ownerNow(),
        isTimer: type === 'Timeout',
      });
    },
    // Called back: it is over. A timer that repeats is waited for by nobody.
    before(id) {
      const one = pending.get(id);
      if (one === undefined) return;
      pending.delete(id);
      if (one.owner !== undefined) over.set(one.owner, [...(over.get(one.owner) ?? []), one]);
    },
    destroy: (id) => void pending.delete(id),
  }).enable();
  const of = (owner: object | undefined) => [...pending.values()].filter((one) => one.owner === owner);
  return {
    of: (owner) => of(owner).map(told),
    takeOver: (owner) => {
      const taken = over.get(owner) ?? [];
      over.delete(owner);
      return taken.map(told);
    },
    settled: async (ms) => {
      const until = performance.now() + ms;
      while (of(undefined).some(({ isTimer }) => !isTimer) && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

const told = ({ what, where }: Pending): UnheldWait => ({ what, where });

/** Where the running code is, from the inside out, ours and the hook's own left out. */
function framesNow(): string[] {
  const { stack = '' } = new Error('where');
  return stack
    .split('\n')
    .filter((line) => / at /.test(line) && !line.includes(ours) && !hookOrTimer.test(line));
}

const hookOrTimer = /node:(?:internal\/)?(?:async_hooks|timers)/;

/** A timer that Node sets for itself, as for the Date of its answers: nobody waits for it. */
const isNodesOwn = ([first = '']: readonly string[]): boolean => first.includes('node:');

/** The first line of code that is neither Node's nor a package's. */
function whereIn(frames: readonly string[]): string | null {
  for (const line of frames) {
    const [, file = '', at = ''] =
      /(?:\(|at )((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):\d+\)?$/.exec(line) ?? [];
    if (file === '' || file.includes('node_modules')) continue;
    const path = file.startsWith('file:') ? fileURLToPath(file) : file;
    return `${relative(process.cwd(), path)}:${at}`;
  }
  return null;
}

/** In a bundle the chunk with this in it; its frames are ours all the same. */
const ours = basename(fileURLToPath(import.meta.url));
