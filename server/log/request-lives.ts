import type { LogEvent } from '../contract/events/events.ts';
import { requestOf } from './timed-event.ts';

type Phase = 'unseen' | 'open' | 'over';
type Life = { last: number; browser: Phase; lab: Phase };

/** Which requests of the log may still have events to come, and where each had its latest. */
export type RequestLives = {
  note(event: LogEvent): void;
  /** Whether the request has, or may get, events at `seq` or later. */
  reaches(request: string, seq: number): boolean;
  /** Seq of its latest event. */
  last(request: string): number | undefined;
  /** Its latest event has another seq now. */
  move(request: string, last: number): void;
  forget(request: string): void;
  /** The lab is gone, and with it whatever was under way in it. */
  labGone(): void;
};

export function createRequestLives(): RequestLives {
  const lives = new Map<string, Life>();

  const labGone = () => {
    for (const life of lives.values()) if (life.lab === 'open') life.lab = 'over';
  };

  const note = (event: LogEvent) => {
    if (event.type === 'lab-stopped' || event.type === 'lab-started') labGone();
    const request = requestOf(event);
    if (request === null) return;
    const life = lives.get(request) ?? { last: event.seq, browser: 'unseen', lab: 'unseen' };
    lives.set(request, life);
    life.last = event.seq;
    if (event.type === 'sent') life.browser = 'open';
    else if (event.type === 'received' || event.type === 'send-failed') life.browser = 'over';
    else if (event.type === 'arrived') life.lab = 'open';
    else if (event.type === 'responded' || event.type === 'aborted') life.lab = 'over';
  };

  return {
    note,
    reaches: (request, seq) => {
      const life = lives.get(request);
      return life !== undefined && (life.last >= seq || life.browser === 'open' || life.lab === 'open');
    },
    last: (request) => lives.get(request)?.last,
    move: (request, last) => {
      const life = lives.get(request);
      if (life) life.last = last;
    },
    forget: (request) => lives.delete(request),
    labGone,
  };
}
