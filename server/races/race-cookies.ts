import { cookieContextOf } from '../browsers/cause.ts';
import { createJar } from '../browsers/jar.ts';
import type { JarCookie } from '../contract/events/events.ts';
import type { RaceRequest } from './race-request.ts';

/** The cookies of each browser, by its name. */
export type Jars = Readonly<Record<string, readonly JarCookie[]>>;

/** How a browser meets the cookies of a request's response, and chooses those that go with it. */
export const cookieContext = ({ message, spec }: RaceRequest, now: number) => ({
  ...cookieContextOf(spec, message.url, now),
  method: message.method,
});

/** The Cookie header of a request that is sent when the jars are like this. */
export const cookieFor = (raceRequest: RaceRequest, jars: Jars, now: number): string | null =>
  createJar(jars[raceRequest.spec.browser]).outgoing(
    raceRequest.spec.cookies,
    cookieContext(raceRequest, now),
  ).cookie;
