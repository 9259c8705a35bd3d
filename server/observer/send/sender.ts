import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { ObserverEvent } from '../../contract/events/events.ts';
import { type Connection, createConnection } from './connection.ts';
import { type Answered, type Asked, contentOf } from './content.ts';
import { encoderOf } from './encode.ts';
import { createMasks, type Redact } from './mask.ts';
import { whereFile, whereVariable } from './where.ts';
import { type AppLine, awaited } from './wire.ts';

/** What a session middleware was made with. `isOwn`: its store is in this process's memory, so that no other process sees it. */
export type Made = { options: object; isOwn: boolean; storeClass: string };

/** Sends an app's events to a recording. Nothing here waits for it, and nothing of it can fail the app. */
export type Sender = {
  take(event: ObserverEvent): void;
  madeWith(made: Made): void;
  /** A response is ended with that. */
  ended(request: string, req: Asked, res: Answered, chunk: unknown): void;
};

/** Characters of events that wait to be sent: from the first on whole requests are left out, at the second cut. */
const fewWaiting = 8_000_000;
const mostWaiting = 48_000_000;
/** Characters beside its texts that an event takes, about. */
const perEvent = 300;
/** Requests that are over are remembered for what a store or a timer still has to tell of them. */
const mostEnded = 1_000;

/** ms for which events may wait to be sent together, and characters that may. */
const together = 20;
const mostTogether = 256_000;

const { setTimeout: startTimer } = globalThis;

/** `now`: the clock of the events that are taken, in µs. */
export function createSender(send: true | string, redact: Redact | undefined, now: () => number): Sender {
  const sessionCookies = new Map<string, string>();
  let encode = encoderOf(createMasks(redact, undefined, sessionCookies));
  let began = performance.now();
  const made: AppLine[] = [];
  const taken = new Set<string>();
  const ended: string[] = [];
  let queue: Array<ObserverEvent | AppLine> = [];
  let size = 0;
  let dropped = 0;
  let toldDropped = 0;
  let isOpen = false;
  let wasOpen = false;
  let isScheduled = false;

  const isAwaited = () => isOpen || (!wasOpen && performance.now() - began < awaited);
  const hasRoom = (most: number) => size + (connection?.waiting() ?? 0) < most;

  const clear = () => {
    queue = [];
    size = 0;
    taken.clear();
    ended.length = 0;
  };

  const flush = () => {
    if (!isOpen) return;
    const going = queue;
    queue = [];
    size = 0;
    let text = '';
    for (const one of going) text += encode(one);
    if (dropped !== toldDropped) {
      toldDropped = dropped;
      text += encode({ type: 'dropped', requests: dropped });
    }
    if (text !== '') connection?.write(text);
  };

  const schedule = () => {
    if (!isOpen) return;
    if (size > mostTogether) return flush();
    if (isScheduled) return;
    isScheduled = true;
    startTimer(() => {
      isScheduled = false;
      flush();
    }, together).unref();
  };

  /** Begins when there is something to record: what only asks for express-session connects to nothing. */
  let connection: Connection | null = null;
  const open = (): Connection =>
    createConnection({
      file: typeof send === 'string' ? send : (process.env[whereVariable] ?? whereFile(process.cwd())),
      hello: {
        id: randomUUID(),
        name: `${basename(process.argv[1] ?? 'node')}${threadId === 0 ? '' : `, thread ${threadId}`}`,
        pid: process.pid,
        node: process.version,
      },
      now,
      onOpen: (token) => {
        isOpen = true;
        wasOpen = true;
        toldDropped = 0;
        // All that tell this recording mark the same value by the same.
        encode = encoderOf(createMasks(redact, token, sessionCookies));
        connection?.write(made.map((line) => encode(line)).join(''));
      },
      onAsked: () => {
        const at = now();
        flush();
        connection?.write(encode({ type: 'upto', at }));
      },
      onClosed: () => {
        isOpen = false;
        // What nobody records is not what a recording had no room for.
        dropped = 0;
        clear();
      },
    });

  /** Whether an event's request is one of those that are sent; decided when it arrives, for all of it. */
  const isTaken = (event: ObserverEvent): boolean => {
    const request = 'request' in event ? event.request : null;
    if (request === null) return isAwaited() && hasRoom(mostWaiting);
    if (event.type === 'arrived') {
      if (isAwaited() && hasRoom(fewWaiting)) taken.add(request);
      else if (isAwaited()) dropped += 1;
    }
    if (!taken.has(request)) return false;
    if (!hasRoom(mostWaiting)) {
      taken.delete(request);
      dropped += 1;
      queue.push({ type: 'cut', request });
      return false;
    }
    if (event.type === 'responded' || event.type === 'aborted') {
      ended.push(request);
      if (ended.length > mostEnded) taken.delete(ended.shift() ?? '');
    }
    return true;
  };

  return {
    take: (event) => {
      // An event without a time is of a clock that broke.
      if (event.type === 'anomaly' || !Number.isFinite(event.at) || !isTaken(event)) return;
      queue.push(event);
      size += sizeOf(event);
      schedule();
    },
    ended: (request, req, res, chunk) => {
      if (!taken.has(request)) return;
      const content = contentOf(req, res, chunk);
      if (content === null) return;
      queue.push({ type: 'content', request, at: now(), ...content });
      size += perEvent;
      schedule();
    },
    madeWith: ({ options, isOwn, storeClass }) => {
      const line: AppLine = { type: 'made', options: plainOptions(options), isOwn, storeClass };
      made.push(line);
      sessionCookies.set(sessionCookieOf(line.options), String(line.options['cookiePrefix'] ?? 's:'));
      if (connection === null) {
        connection = open();
        began = performance.now();
        startTimer(() => {
          if (!wasOpen) clear();
        }, awaited).unref();
        // What was told in the turn in which the process ends.
        process.once('exit', flush);
      }
      if (isOpen) queue.push(line);
      schedule();
    },
  };
}

function sizeOf(event: ObserverEvent): number {
  switch (event.type) {
    case 'session':
      return perEvent + event.session.length;
    case 'changed':
      return perEvent + (event.session?.length ?? 0);
    case 'store-called':
      return perEvent + (event.session?.length ?? 0) + (event.before?.length ?? 0);
    case 'store-answered':
      return perEvent + (event.found?.length ?? 0) + (event.after?.length ?? 0);
    default:
      return perEvent;
  }
}

/** As express-session names it, by options that are plain. */
export const sessionCookieOf = ({ name, key }: Readonly<Record<string, unknown>>): string =>
  String(name || key || 'connect.sid');

const plainKeys = [
  'of',
  'name',
  'key',
  'cookiePrefix',
  'resave',
  'saveUninitialized',
  'rolling',
  'unset',
  'proxy',
] as const;
/** Characters of one that are told. */
const longestOption = 1_000;
const cookieKeys = ['maxAge', 'path', 'httpOnly', 'secure', 'sameSite', 'domain'] as const;

/** Those that say how the middleware behaves, where they are plain values; no secret is among them. */
function plainOptions(options: object): Record<string, unknown> {
  const plain = (from: object, keys: readonly string[]) =>
    Object.fromEntries(
      keys
        .map((key) => [key, plainValue(Reflect.get(from, key))] as const)
        .filter(([, value]) => value !== undefined),
    );
  const cookie: unknown = Reflect.get(options, 'cookie');
  const isPlain = typeof cookie === 'object' && cookie !== null;
  return { ...plain(options, plainKeys), ...(isPlain && { cookie: plain(cookie, cookieKeys) }) };
}

function plainValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return value.slice(0, longestOption);
  // JSON has no NaN, which is what somebody may be stuck with.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'boolean' ? value : undefined;
}
