import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { OutputStream } from '../host.ts';

/** A process that runs a relay, from outside: bytes in and out, and how it ended. */
export type Child = {
  pid(): number | undefined;
  write(chunk: Uint8Array): void;
  onChunk(listener: (chunk: Uint8Array) => void): void;
  /** What comes on its own output, past the relay. */
  onPrinted(listener: (stream: OutputStream, text: string) => void): void;
  /** Told once, when all that it wrote was handed on. `by`: a signal or an exit code; null where it lives, and cannot be reached. */
  onEnd(listener: (by: string | null) => void): void;
  /** At once, with whatever it has started. */
  kill(): void;
  ref(): void;
  unref(): void;
};

/** Starts a process with a relay's file as its program, and this environment. */
export type SpawnChild = (entry: URL, env: Record<string, string>) => Child;

/** ms for which the rest of its output is waited for, and for its end when the pipe is closed. */
const longestRest = 1000;

/** What of this process's environment a lab's needs; all else may be a secret, or change how Node runs. */
const handedOn = ['TZ', 'LANG', 'LC_ALL', 'NODE_ENV', 'SystemRoot', 'LD_LIBRARY_PATH'].concat(
  // By these the user's own folders are found, with the packages that stores are opened with.
  ['HOME', 'USERPROFILE', 'XDG_CACHE_HOME', 'LOCALAPPDATA'],
);

export const childEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    handedOn.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

/**
 * Node's permissions, where this Node has them: files may be read, not written; no processes, no native code, no
 * inspector. The relay's one thread is allowed; it gives that right up before foreign code comes: see rights.ts.
 */
export function restrictions(knows: (flag: string) => boolean): string[] {
  const flag = ['--permission', '--experimental-permission'].find(knows);
  const permissions = flag === undefined ? [] : [flag, '--allow-fs-read=*', '--allow-worker'];
  // Where the network is a permission too, a lab without it could not listen.
  const optional = [...(flag === undefined ? [] : ['--allow-net']), '--disable-sigusr1'];
  return ['--no-warnings', ...permissions, ...optional.filter(knows)];
}

/**
 * A Node process. It gets a pipe of its own instead of Node's channel between processes: there a message that cannot be
 * read throws in the parent, where nobody can catch it.
 */
export const spawnNode: SpawnChild = (entry, env) => {
  const knows = (flag: string) => process.allowedNodeEnvironmentFlags.has(flag);
  return spawnWith(restrictions(knows), entry, env);
};

/** The same without restrictions: for an app that its user runs, as they run it themselves. */
export const spawnUnrestricted: SpawnChild = (entry, env) => spawnWith([], entry, env);

function spawnWith(flags: readonly string[], entry: URL, env: Record<string, string>): Child {
  const child = spawn(process.execPath, [...flags, fileURLToPath(entry)], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env,
    // A group of its own, which can be ended as a whole; a terminal's Ctrl-C is for the app alone.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const [, stdout, stderr, pipe] = child.stdio;
  if (!(pipe instanceof Duplex)) throw new Error('A process was started without its pipe.');
  let told: ((by: string | null) => void) | null = null;
  const tell = (by: string | null) => {
    told?.(by);
    told = null;
  };
  const rested = (by: string | null) => setTimeout(tell, longestRest, by).unref();
  const isClosed = () => pipe.closed;

  child.on('error', ({ message }) => tell(message));
  child.on('exit', (code, signal) => {
    const by = signal ?? `exit code ${code}`;
    if (isClosed()) return tell(by);
    pipe.once('close', () => tell(by));
    rested(by);
  });
  pipe.on('error', () => {});
  pipe.once('close', () => {
    if (child.exitCode === null && child.signalCode === null) rested(null);
  });

  const refs = [child, stdout, stderr, pipe];
  const each = (what: 'ref' | 'unref') => {
    for (const one of refs) Reflect.get(Object(one), what)?.call(one);
  };
  return {
    pid: () => child.pid,
    write: (chunk) => void (pipe.writable && pipe.write(chunk)),
    onChunk: (listener) => void pipe.on('data', listener),
    onPrinted: (listener) => {
      stdout?.on('data', (chunk) => listener('stdout', String(chunk)));
      stderr?.on('data', (chunk) => listener('stderr', String(chunk)));
    },
    onEnd: (listener) => {
      told = listener;
    },
    kill: () => {
      try {
        if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
        else process.kill(-child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    },
    ref: () => each('ref'),
    unref: () => each('unref'),
  };
}
