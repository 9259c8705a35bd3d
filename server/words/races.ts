import type { ProblemParams, SomeProblemWords } from '../contract/errors.ts';

const cannotMove: Record<ProblemParams['cannot-move']['why'], string> = {
  over: 'is over',
  waits: 'waits for a request of the same session',
};

const afterStep = (after: string | null): string => (after === null ? '' : ` after ${after}`);

function deed(did: ProblemParams['not-the-same']['did']): string {
  return (
    'step' in did ? `it came to ${did.step} ${did.text}` : `it answered ${did.status} ${did.body}`
  ).trim();
}

function runner(who: ProblemParams['race-stopped']['who']): string {
  if (who === null) return 'Code in the race';
  if (who === 'before-race') return 'A request before the race';
  return `${who.id} (${who.method} ${who.path})${afterStep(who.after)}`;
}

function ending(end: ProblemParams['race-stopped']['end']): string {
  switch (end.reason) {
    case 'unresponsive':
      return `did not give control back for ${(end.ms / 1000).toFixed(1)} s`;
    case 'crashed':
      return `threw where nothing catches it (${end.message})`;
    case 'exited':
      return end.code === 0
        ? 'ended the thread, as process.exit(0) and a closed port do'
        : `called process.exit(${end.code})`;
    case 'out-of-memory':
      return `used up the memory of ${end.limit} MB that a race may have`;
    case 'killed':
      return `had the race’s process ended (${end.by})`;
    case 'cut-off':
      return 'closed the race’s way to the app';
    case 'garbled':
      return `sent the app what no race sends (${end.what})`;
    case 'no-answer':
      return `left the race’s thread without an answer for ${(end.ms / 1000).toFixed(1)} s`;
  }
}

/** What cannot be raced, looked at, or written into a test. */
export const raceWords = {
  'same-id': () => 'two of the requests have the same id: give each its own.',
  'race-preflight': () =>
    'before this request a browser asks by OPTIONS whether it may send it, which no race explores: leave `from` out, or ask for what needs no preflight.',
  'race-elsewhere': () => 'a race is explored on one instance of one app: leave this out.',
  'race-instances': () => 'a race is explored on one instance: set it to 1.',
  'store-not-set-back': ({ kind }) =>
    `a race runs every schedule from the same sessions, and a store of kind “${kind}” cannot be set back to them. Explore it on another kind.`,
  'overlap-before-race': () => 'what overlaps before the race may end in several ways: send these one by one',
  'restart-of-race': () =>
    'a race is explored on one instance: restart the app as a whole, without "instance"',
  'faulty-store-raced': () => 'a store that fails cannot be raced',
  'faulty-sender-raced': () => 'a race has no time, and so no browser that gives up or is slow',
  'faulty-server-raced': () => 'a race has no server that could fail: its requests reach the app at once',
  'faulty-process-raced': () => 'a process that crashes or stands still cannot be raced',
  'faulty-clock-raced': () => 'a race has one clock for server and browsers',
  'step-after-end': ({ request, after }) =>
    `${request}${afterStep(after)} took another step after it was over.`,
  stuck: ({ request, after, seconds, waitsFor }) =>
    `${request}${afterStep(after)} neither took a next step nor ended within ${seconds} s${waitsFor === null ? '' : `, since it waits for something that is not held (${waitsFor})`}. Does its handler end the response on every path, or wait for another request?`,
  'answered-by-another': ({ request, other }) =>
    `${request} was answered by code that ran for ${other}, so it cannot be told whose steps are whose. Let a request that waits go on by a promise of its own (await), not by a call that another makes.`,
  'not-the-same': ({ request, after, did }) =>
    `${request}: this handler did not behave the same when replayed: ${after === null ? 'before its first step' : `after ${after}`} ${deed(did)}, which it had not done before. Does it keep anything outside of the session, or look at the real time?`,
  'shares-something': () =>
    'A schedule that was run whole did not leave what its requests did alone. They share something that is not in the store, so the schedules cannot be counted.',
  'store-not-as-before': () =>
    'After a reset, the requests before the race did not leave the same sessions as the first time. What does the app keep that its reset does not set back?',
  'no-part': () => 'expected a part of a race, as race --shard 1/4 --json tells it',
  'part-not-whole': () =>
    'its limit was reached before all was seen: race in more parts, or with a higher --max',
  'part-of-another': ({ what, first }) =>
    `this is a part of another race than ${first}: different is ${what}`,
  'part-twice': ({ part, of, first }) => `this is part ${part} of ${of}, as ${first} is already`,
  'parts-missing': ({ missing, of }) =>
    `of ${of} parts ${missing.length === 1 ? `part ${missing[0]} is` : `parts ${missing.join(', ')} are`} missing`,
  'part-divided-otherwise': ({ first }) =>
    `it was divided otherwise than ${first}: while they were counted, their requests did not do the same; race it undivided`,
  'no-parts-by-date': () =>
    'a race with a fixed date of expiry, or with a change of options before it, runs at the real time, which is another for each part: race it undivided',
  'all-wait': ({ requests }) => `${requests.join(', ')} cannot go on: each waits for another.`,
  'race-stopped': ({ who, end }) => `${runner(who)} ${ending(end)}; the race was stopped.`,
  'no-such-request': ({ label, known }) =>
    `“${label}” names no request of this race. There are: ${known.join(', ')}.`,
  'cannot-move': ({ label, request, why }) => `${label} cannot be next: ${request} ${cannotMove[why]}.`,
  'other-step-next': ({ label, request, next }) =>
    `${label} cannot be next: the next step of ${request} is ${next}.`,
  'no-anomaly': () => 'there is no anomaly that a test could show',
  'test-would-pass': () => 'one request after the other ends so too: a test would pass',
  'too-many-for-test': ({ most }) => `a test can race at most ${most} requests`,
  'restart-not-in-test': () => 'a restart before the race cannot be written into a test',
  'change-not-in-test': ({ option }) => `a change of ${option} before the race cannot be written into a test`,
  'other-app-not-in-test': () => 'a request to another app cannot be written into a test',
  'other-host-not-in-test': () =>
    'a request to a host of its own, or from a page, cannot be written into a test',
  'other-site-not-in-test': () => 'a request from another site cannot be written into a test',
} satisfies SomeProblemWords;
