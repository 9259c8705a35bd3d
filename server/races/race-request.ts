import { preflightOf } from '../browsers/cors.ts';
import { type Message, messageFor } from '../browsers/message.ts';
import { below } from '../contract/errors.ts';
import type { RaceSpec } from '../contract/races/races.ts';
import type { RequestSpec } from '../contract/requests.ts';
import { ProblemError, problemError } from '../words/problems.ts';

/** Where the app of a race seems to be; nothing is sent there. */
const raceOrigin = 'http://127.0.0.1';

/** One of the requests of a race, or of those before it. */
export type RaceRequest = {
  /** Its place among the requests of the race. */
  index: number;
  id: string;
  /** What the IDs of its sessions begin with; a number follows. */
  sessionPrefix: string;
  spec: RequestSpec;
  message: Message;
  /** Path into the race as it was given. */
  at: string;
};

/** `A.load`; null for none. */
export const stepOf = ({ id }: RaceRequest, name: string | null): string | null =>
  name === null ? null : `${id}.${name}`;

/** As it is named in messages: `A (GET /me)`. */
export const named = ({ id, message }: RaceRequest): string =>
  `${id} (${message.method} ${message.url.pathname})`;

/** One that is sent before the race. Throws ProblemError where a race cannot have it. */
export function requestOf(browsers: readonly string[], spec: RequestSpec, at: string): RaceRequest {
  if (!browsers.includes(spec.browser))
    throw problemError('no-browser', `${at}.browser`, { name: spec.browser, known: [...browsers] });
  const elsewhere = spec.app !== undefined ? 'app' : spec.instance !== undefined ? 'instance' : null;
  // The interleavings are those of one process with one store that works.
  if (elsewhere !== null) throw problemError('race-elsewhere', `${at}.${elsewhere}`, {});
  const made = messageFor(spec, raceOrigin);
  if (!made.ok) throw new ProblemError(below(at, made.problems));
  const { message } = made;
  // What a browser asks before it sends a request is a request too, and none of the race.
  if (preflightOf({ spec, message, isTainted: false }) !== null)
    throw problemError('race-preflight', `${at}.from`, {});
  return { index: -1, id: spec.id ?? 'before', sessionPrefix: 'before-', spec, message: made.message, at };
}

/** A request without an id is named by its place: A, B, C. */
export const idOf = (id: string | undefined, place: number): string =>
  id ?? String.fromCharCode('A'.charCodeAt(0) + place);

/** One of the race. */
export function raceRequestFor(
  { browsers }: RaceSpec,
  spec: RequestSpec,
  index: number,
  mark: string,
): RaceRequest {
  const raceRequest = requestOf(browsers, spec, `requests[${index}]`);
  const id = idOf(spec.id, index);
  return { ...raceRequest, index, id, sessionPrefix: `${id}${mark}` };
}

/** What stands between a request's id and the number of its session: nothing else in the race may look like that. */
export function sessionMark(spec: RaceSpec): string {
  const text = JSON.stringify(spec);
  const ids = spec.requests.map(({ id }, index) => idOf(id, index));
  let mark = '-';
  while (ids.some((id) => text.includes(`${id}${mark}`))) mark += 's';
  return mark;
}
