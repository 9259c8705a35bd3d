import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import type { LateRule } from '../contract/verdicts/late-rules.ts';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import { cookieDecision, sessionCookieLines } from './cookie-decision.ts';
import type { ReadOptions } from './options.ts';
import type { Recorder } from './recorder.ts';
import { type Data, wordFor } from './snapshot.ts';

/**
 * Which cookie, due by what the session is at the end, can no more be sent: the headers were out before the end.
 * `data`: the session's data at the end.
 */
export function lateCookie(
  recorder: Recorder,
  options: ReadOptions,
  data: Data | null,
): LateRule | undefined {
  const { req, cookieSid, cookieSentFor, originalId } = recorder;
  const { sessionID: sid } = req;
  const { rule } = cookieDecision(recorder, options, data);
  if (verdictRules[rule].decision !== 'sent' || cookieSentFor === sid) return undefined;
  if (sid === cookieSid) return 'headers-out-expiry';
  return sid === originalId ? 'headers-out-new-session' : 'headers-out-new-id';
}

/** Tells that it was not sent. */
export function emitLateCookie(
  recorder: Recorder,
  options: ReadOptions,
  res: ServerResponse,
  rule: LateRule,
): void {
  const { req, cookieSentFor } = recorder;
  const isSent = sessionCookieLines(res, options.name, req) > 0;
  const sentFor = cookieSentFor === undefined ? null : wordFor(cookieSentFor);
  recorder.emitVerdict(rule, { sid: wordFor(req.sessionID), sentFor }, isSent ? 'sent' : 'too late');
}

/** How long a request is watched after its end, and how often it is looked at, in ms; at most so many, with so much text. */
const watchedFor = 1_000;
const lookedAtEvery = 50;
const watchedAtMost = 256;
const watchedText = 4_000_000;

/** Taken before anybody can put a clock of their own in its place. */
const { setTimeout } = globalThis;
/** The timer is nobody's: in the context of a request it would keep what that holds, and pass for work of its handler. */
const inNobodysName = AsyncLocalStorage.snapshot();
const sweepLater = () => inNobodysName(() => setTimeout(sweep, lookedAtEvery).unref());
const watched = new Map<Recorder, { looksLeft: number; size: number }>();
let size = 0;
let isSweepDue = false;

/**
 * Looks at a session for a while after its response was ended: what changes then is saved by nobody. One timer for all,
 * which keeps no process alive; who has been watched longest makes room for the next.
 */
export function watchAfterEnd(recorder: Recorder): void {
  const own = recorder.size;
  if (own > watchedText) return;
  watched.set(recorder, { looksLeft: watchedFor / lookedAtEvery, size: own });
  size += own;
  while (watched.size > watchedAtMost || size > watchedText) {
    const [oldest] = watched.keys();
    if (oldest === undefined) break;
    forget(oldest);
    emitAfterEnd(oldest);
  }
  if (isSweepDue) return;
  isSweepDue = true;
  sweepLater();
}

function sweep(): void {
  for (const [recorder, entry] of watched) {
    emitAfterEnd(recorder);
    entry.looksLeft -= 1;
    if (entry.looksLeft <= 0) forget(recorder);
  }
  isSweepDue = watched.size > 0;
  if (isSweepDue) sweepLater();
}

/** ms between two looks at those who are waited for. */
const soon = 10;

/**
 * Settles when all is told that requests change after their end: nothing is under way any more, or nobody is watched.
 * `isUnderWay`: whether something in this thread may still change one.
 */
export async function lateChangesTold(isUnderWay: () => boolean): Promise<void> {
  for (;;) {
    const isOver = !isUnderWay();
    for (const recorder of watched.keys()) emitAfterEnd(recorder);
    if (isOver || watched.size === 0) return;
    // It must not count itself for something that is under way.
    await new Promise<void>((resolve) => setTimeout(resolve, soon).unref());
  }
}

function forget(recorder: Recorder): void {
  size -= watched.get(recorder)?.size ?? 0;
  watched.delete(recorder);
}

/** Tells of what changed since the last look. */
export function emitAfterEnd(recorder: Recorder): void {
  try {
    if (!recorder.lookAfterEnd()) return;
    const { sessionID } = recorder.req;
    const isFound = sessionID === recorder.cookieSid || sessionID === recorder.cookieSentFor;
    recorder.emitVerdict('changed-after-end', { isFound }, 'not saved');
  } catch {
    // A session that throws when it is read, in nobody's turn: there is nobody to tell.
    forget(recorder);
  }
}
