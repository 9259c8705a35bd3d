import type { Notice } from '../contract/stores/stored-look.ts';
import type { OpenStore, Watching } from './open-store.ts';
import { inTime } from './outside.ts';
import {
  digestOf,
  digestOfText,
  followOwnWrites,
  type OwnWrites,
  type OwnWritesBySession,
} from './own-writes.ts';

export type OutsideChange = { readonly sid: string; readonly text: string | null };

/** What others do to a store that a lab has open. */
export type OutsideChanges = {
  /** Hears of each from here on; what is there now was there. */
  begin(told: (change: OutsideChange) => void): Promise<void>;
  notice(): Notice;
  stop(): Promise<void>;
  /** For who watches the same place after this one. */
  readonly own: OwnWritesBySession;
};

/** ms for which a store may take to be looked at; one that is gone may take for ever. */
const longestLook = 2000;
/** ms for which what is heard of is gathered. */
const gathered = 20;
/** ms after which what could not be looked at, or is being written, is tried again. */
const again = 200;
/** Sessions up to which a whole store is looked through. */
const mostLookedThrough = 5000;
/** ms after which the lab's own writes are looked at, and sessions up to which they are. */
const checkEvery = 1000;
const mostChecked = 100;
/** Times that a session which the lab writes on and on is tried, until it is told as it is. */
const mostTries = 10;
/** ms: stores count in whole seconds, and the notice of an end may come before it is due here. */
const slack = 1100;

/**
 * Tells what others changed from what the lab itself wrote: where the store says so, by that; else by comparing what is
 * there with what the lab has left there. To be put on before anything else covers the store's methods, so that what is
 * followed is what the store is asked. `before`: of the same place, before it was opened again.
 */
export function createOutsideChanges(open: OpenStore, before: OutsideChanges | null = null): OutsideChanges {
  const now = open.endsBy === 'store' ? () => performance.now() : () => Date.now();
  const own = followOwnWrites(open.store, now, before?.own ?? null);
  const waiting = new Map<string, { isByOthers: boolean; tries: number }>();
  let isAllWaiting = false;
  let watching: Watching | null = null;
  let tell: (change: OutsideChange) => void = () => {};
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isStopped = false;

  const hear = (sid: string | null, by: 'others' | 'anybody') => {
    if (sid === null) isAllWaiting = true;
    else {
      const known = waiting.get(sid);
      const isByOthers = by === 'others' || known?.isByOthers === true;
      waiting.set(sid, { isByOthers, tries: known?.tries ?? 0 });
    }
    schedule(gathered);
  };
  const schedule = (ms: number) => {
    if (isStopped || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isLooking) return schedule(again);
      isLooking = true;
      void look().finally(() => {
        isLooking = false;
        if (waiting.size > 0 || isAllWaiting) schedule(again);
      });
    }, ms);
    timer.unref();
  };

  /** Whether others put what is there, or took it away. */
  const isOutside = (session: OwnWrites, text: string | null): boolean => {
    const { known, left, endsAt } = session;
    const wasThere = left.size > 0 ? !left.has(null) : known !== null && known !== undefined;
    if (text === null) return wasThere && !hasEnded(endsAt, now());
    if (known?.text === digestOf(text)) return false;
    if (left.size > 0) return !left.has(digestOfText(text));
    return known !== undefined || !own.hasForgotten();
  };

  const settle = (sid: string, text: string | null, isByOthers: boolean) => {
    const session = own.of(sid);
    const hasExpired = text === null && open.endsBy === 'store' && hasEnded(session.endsAt, now());
    const isTold = isByOthers && !session.isOfBefore ? !hasExpired : isOutside(session, text);
    session.left.clear();
    session.isOfBefore = false;
    session.known = text === null ? null : { text: digestOf(text), data: digestOfText(text) };
    if (isTold) tell({ sid, text });
  };

  const lookAt = async (sid: string): Promise<void> => {
    const asked = waiting.get(sid);
    if (asked === undefined) return;
    const session = own.of(sid);
    const { count } = session;
    const isBusy = () => session.pending > 0 || session.count !== count;
    if (isBusy() && asked.tries < mostTries) return tryAgain(asked);
    const [row, clock] = await inTime(
      Promise.all([open.stored?.(sid) ?? null, open.clock?.() ?? null]),
      longestLook,
    );
    if (isBusy() && asked.tries < mostTries) return tryAgain(asked);
    waiting.delete(sid);
    if (row !== null && row.expires !== null) session.endsAt = row.expires - (clock ?? Date.now()) + now();
    settle(sid, row?.text ?? null, asked.isByOthers);
  };

  const lookThrough = async (): Promise<void> => {
    if (own.all.size > mostLookedThrough) {
      isAllWaiting = false;
      return;
    }
    const counts = new Map([...own.all].map(([sid, { count }]) => [sid, count] as const));
    const texts = await inTime(open.snapshot(), longestLook);
    isAllWaiting = false;
    for (const sid of new Set([...own.all.keys(), ...Object.keys(texts)])) {
      const session = own.of(sid);
      const isBusy = session.pending > 0 || session.count !== (counts.get(sid) ?? 0);
      if (isBusy) hear(sid, 'anybody');
      else if (!waiting.has(sid)) settle(sid, texts[sid] ?? null, false);
    }
  };

  /** A store whose word is not exact is asked what it made of the lab's own writes, unless they are many. */
  const written = new Set<string>();
  const check = setInterval(() => {
    if (written.size <= mostChecked) for (const sid of written) hear(sid, 'anybody');
    written.clear();
  }, checkEvery);
  check.unref();
  own.onAnswered = (sid) => {
    if (watching?.isExact === false && written.size <= mostChecked) written.add(sid);
  };

  const look = async (): Promise<void> => {
    try {
      // What is known for sure to be of others first: it is looked at once.
      for (const sid of [...waiting.keys()]) await lookAt(sid);
      if (isAllWaiting) await lookThrough();
    } catch {
      // It is gone, which its driver tells; what waits is looked at when it is back.
    }
  };

  return {
    own,
    begin: async (told) => {
      if (open.watch === undefined || watching !== null) return;
      tell = () => {};
      await lookThrough();
      tell = told;
      const begun = open.watch(hear).then(async (late) => {
        if (isStopped || watching !== null) return late.stop();
        watching = late;
        hear(null, 'anybody');
      });
      // Who restarts an app waits for this; a store that is busy may begin later.
      await inTime(begun, longestLook);
    },
    notice: () => {
      const notice = watching?.notice() ?? unwatched(open);
      return notice.by === 'polled' && own.all.size > mostLookedThrough
        ? { by: 'too-many', most: mostLookedThrough }
        : notice;
    },
    stop: async () => {
      isStopped = true;
      own.isOver = true;
      clearTimeout(timer);
      clearInterval(check);
      await watching?.stop();
    },
  };
}

function unwatched({ stored, watch }: OpenStore): Notice {
  if (watch !== undefined) return { by: 'not-yet' };
  return { by: stored === undefined ? 'unseen' : 'nobody' };
}

function tryAgain(asked: { tries: number }): void {
  asked.tries += 1;
}

const hasEnded = (endsAt: number | null, now: number): boolean => endsAt !== null && now >= endsAt - slack;
