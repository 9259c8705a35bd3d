import type { Socket } from 'node:net';
import type { LabPlace } from '../contract/endpoints.ts';
import { isLabEvent } from '../contract/events/event-schemas.ts';
import type { EventBody, ObserverEvent } from '../contract/events/events.ts';
import { appLineSchema, type Hello, type SaidLine } from '../contract/recording/wire-schema.ts';
import { alignClock, type Drained, type Ping, qualified, type Source } from '../log/source.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import { createHeardTexts, textFields } from '../observer/send/texts.ts';
import { lineReader, mostLine, type RecordingLine } from '../observer/send/wire.ts';

/** A process that tells what happens in it, over a connection. */
export type AppSource = Source & {
  /** Ends the connection, and says why. */
  refuse(why: string): void;
};

export type AppSourceSettings = {
  socket: Socket;
  hello: Hello;
  /** Names its requests: no other process of the recording gives such names. */
  id: string;
  firstCall: number;
  place: LabPlace;
  /** µs on the log's clock. */
  now(): number;
  /** What is logged when it comes, and when it goes. */
  process: Omit<Extract<EventBody, { type: 'process' }>, 'state' | 'message'>;
  onMade(made: Extract<SaidLine, { type: 'made' }>): void;
  onDropped(requests: number): void;
  onRefused(why: string): void;
  onEnded(): void;
};

/** Characters of events that wait to be logged: beyond, nothing more is read until they are. */
const mostHeld = 64_000_000;
/** µs by which a clock may be ahead, and by which an event may be older than its connection. */
const [mostAhead, mostBehind] = [1_000_000, 60_000_000];
const mostRequests = 100_000;
const longestName = 200;
/** What an observer tells, and a lab alone does not. */
const told: ReadonlySet<ObserverEvent['type']> = new Set([
  'arrived',
  'verdict',
  'session',
  'changed',
  'store-called',
  'store-answered',
  'store-connection',
  'work',
  'headers',
  'responded',
  'aborted',
  'error',
]);

/** Settles when its clock is known. Rejects where it ends before. */
export async function createAppSource(settings: AppSourceSettings): Promise<AppSource> {
  const { socket, id, firstCall, place, now } = settings;
  const joined = now();
  const open = new Set<string>();
  let events: TimedEvent[] = [
    // Before whatever it has to tell of the time until now.
    { ...settings.process, state: 'began', message: null, at: 0 },
  ];
  let held = 0;
  let offset = 0;
  let upTo = joined;
  let isOwn = true;
  let hasMade = false;
  let isOver = false;
  let isLastTold = false;
  let onPong: (theirs: number) => void = () => {};
  let onUpTo = () => {};
  let onOver: (error: Error) => void = () => {};

  const say = (line: RecordingLine) => {
    if (socket.writable) socket.write(`${JSON.stringify(line)}\n`);
  };
  const refuse = (why: string) => {
    if (isOver) return;
    settings.onRefused(why);
    say({ type: 'refused', why });
    socket.destroy();
    end();
  };
  const aborted = (request: string) => {
    if (!open.delete(request)) return;
    events.push({ type: 'aborted', request: `${id}-${request}`, at: Math.max(now(), upTo) });
  };
  const end = () => {
    if (isOver) return;
    isOver = true;
    for (const request of open) aborted(request);
    events.push({ ...settings.process, state: 'ended', message: null, at: Math.max(now(), upTo) });
    settings.onEnded();
    onUpTo();
    onOver(new Error('The connection ended.'));
  };

  const timeOf = (theirs: number): number =>
    Math.floor(Math.min(Math.max(theirs + offset, joined - mostBehind, 0), now() + mostAhead));

  const takeEvent = (event: ObserverEvent, size: number) => {
    const request = 'request' in event ? event.request : null;
    if (request !== null && request.length > longestName) return refuse('a request has too long a name');
    if (event.type === 'arrived' && request !== null) open.add(request);
    if (event.type === 'responded' || event.type === 'aborted') open.delete(event.request);
    if (open.size > mostRequests) return refuse('too many requests are under way');
    const named = qualified({ ...event, at: timeOf(event.at) }, { id, firstCall });
    // Where a request is, and whose store it is: another process sees only a store that is elsewhere.
    if (event.type === 'arrived' || (isOwn && ('sid' in event || event.type === 'store-connection')))
      Object.assign(named, { place });
    else if ('place' in named) Reflect.deleteProperty(named, 'place');
    hold(named, size);
  };
  const hold = (event: TimedEvent, size: number) => {
    events.push(event);
    held += size;
    if (held <= mostHeld) return;
    socket.pause();
    onUpTo();
  };

  const takeLine = (line: SaidLine, size: number) => {
    switch (line.type) {
      case 'pong':
        return onPong(line.now);
      case 'content': {
        const { at, request, ...content } = line;
        return hold({ ...content, request: `${id}-${request}`, at: timeOf(at) }, size);
      }
      case 'made':
        isOwn = line.isOwn && (isOwn || !hasMade);
        hasMade = true;
        return settings.onMade(line);
      case 'dropped':
        return settings.onDropped(line.requests);
      case 'cut':
        return aborted(line.request);
      case 'upto':
        upTo = Math.max(upTo, timeOf(line.at));
        return onUpTo();
    }
  };

  const heard = createHeardTexts();
  const read = lineReader(
    (text) => {
      if (isOver) return;
      const value = parsed(text);
      const said = appLineSchema.safeParse(value);
      if (said.success) return takeLine(said.data, text.length);
      const event = withTexts(value, heard);
      if (isObserverEvent(event)) return takeEvent(event, text.length);
      refuse('a line came that is no event of an observer');
    },
    mostLine,
    () => refuse('a line came that is longer than an event may be'),
  );
  socket.on('data', read);
  socket.on('error', end);
  socket.on('close', end);

  const ping = async (): Promise<Ping> => {
    const asked = now();
    const theirs = await new Promise<number>((resolve, reject) => {
      onPong = resolve;
      onOver = reject;
      if (isOver) reject(new Error('The connection ended.'));
      say({ type: 'ping' });
    });
    return { asked, theirs, answered: now() };
  };
  offset = await alignClock(ping);
  onOver = () => {};

  return {
    id: `process ${id} ${firstCall}`,
    refuse,
    drain: async (): Promise<Drained> => {
      if (!isOver && !socket.isPaused()) {
        await new Promise<void>((resolve) => {
          onUpTo = resolve;
          say({ type: 'ask' });
        });
      }
      if (isLastTold) throw new Error('It has ended.');
      isLastTold = isOver;
      const taken = events;
      events = [];
      held = 0;
      if (socket.isPaused()) socket.resume();
      return { events: taken, upTo: isOver ? now() : upTo };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same with the texts in it that places stand for. */
function withTexts(value: unknown, heard: (told: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const field of textFields) {
    if (Object.hasOwn(value, field)) Reflect.set(value, field, heard(Reflect.get(value, field)));
  }
  return value;
}

const isObserverEvent = (value: unknown): value is ObserverEvent => {
  if (!isLabEvent(value) || !('at' in value) || typeof value.at !== 'number' || !Number.isFinite(value.at))
    return false;
  return (told as ReadonlySet<string>).has(value.type);
};
