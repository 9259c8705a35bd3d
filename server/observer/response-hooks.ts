import type { ServerResponse } from 'node:http';
import { emitCookie, emitCookieThrew, watchCookie } from './cookie-decision.ts';
import { emitAfterEnd, emitLateCookie, lateCookie, watchAfterEnd } from './late-decision.ts';
import type { ReadOptions } from './options.ts';
import { currentRecorder, type ObservedRequest, type Recorder } from './recorder.ts';
import type { Answered, Asked } from './send/content.ts';
import { setCookieLines } from './set-cookie-lines.ts';
import { emitEndThrew, emitStore, watchStore } from './store-decision.ts';

type ResponseMethod = (...args: never[]) => unknown;
type Covered = { writeHead: ResponseMethod; end: ResponseMethod };

/** The inner side, put on before any middleware covers the response: what is really written, and when it is done. */
export function coverInside(
  observed: ObservedRequest,
  res: ServerResponse,
  { asked, answered }: { asked: Asked; answered: Answered } = { asked: res.req, answered: res },
): void {
  const {
    listener: { emit, now, ended },
    id,
  } = observed;
  const covered: Covered = res;
  const { writeHead, end } = covered;
  let isOver = false;
  covered.writeHead = function covered(this: ServerResponse, ...args: unknown[]) {
    if (observed.recorder !== undefined) emitCookie(observed.recorder, res);
    const result: unknown = Reflect.apply(writeHead, this, args);
    const setCookie = setCookieLines(res, args);
    emit({ type: 'headers', request: id, status: res.statusCode, setCookie, at: now() });
    return result;
  };
  covered.end = function covered(this: ServerResponse, ...args: unknown[]) {
    if (!isOver) ended?.(id, asked, answered, args[0]);
    const result: unknown = Reflect.apply(end, this, args);
    if (!isOver) {
      isOver = true;
      emit({ type: 'responded', request: id, status: res.statusCode, at: now() });
    }
    return result;
  };
  res.on('close', () => {
    if (observed.recorder?.hasEnded) emitAfterEnd(observed.recorder);
    if (isOver) return;
    isOver = true;
    emit({ type: 'aborted', request: id, at: now() });
  });
}

/** The outer side, put on when the middleware has covered the response: the state just before it decides. */
export function coverOutside(recorder: Recorder, options: ReadOptions, res: ServerResponse): void {
  const covered: Covered = res;
  const { writeHead, end } = covered;
  const { req, observed } = recorder;
  const outerWriteHead = function covered(this: ServerResponse, ...args: unknown[]) {
    const isBeforeEnd = !recorder.storeDecided && recorder.storeExpected === undefined;
    // At the end the store is called before the headers are written: with no call so far there will be none.
    emitStore(recorder, null);
    watchCookie(recorder, options, res, isBeforeEnd);
    try {
      return Reflect.apply(writeHead, this, args);
    } catch (error) {
      emitCookieThrew(recorder, error);
      throw error;
    }
  };
  covered.writeHead = outerWriteHead;
  covered.end = function covered(this: ServerResponse, ...args: unknown[]) {
    if (recorder.storeDecided) return Reflect.apply(end, this, args);
    const data = watchStore(recorder, options);
    const late =
      recorder.cookieDecided && !recorder.isUnread ? lateCookie(recorder, options, data) : undefined;
    // Whoever has covered it since, as on-headers does, may yet change the session.
    recorder.isEnding = res.writeHead === outerWriteHead;
    let result: unknown;
    try {
      // A handler may end in a context that is not its own, as from a pool of connections.
      result =
        currentRecorder.getStore() === recorder
          ? Reflect.apply(end, this, args)
          : currentRecorder.run(recorder, () => Reflect.apply(end, this, args));
    } catch (error) {
      recorder.isEnding = false;
      emitEndThrew(recorder, error);
      throw error;
    }
    recorder.isEnding = false;
    emitStore(recorder, null);
    if (late !== undefined) emitLateCookie(recorder, options, res, late);
    recorder.hasEnded = true;
    if (observed.listener.watchesAfterEnd && req.session) watchAfterEnd(recorder);
    return result;
  };
}
