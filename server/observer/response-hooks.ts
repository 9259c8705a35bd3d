import type { ServerResponse } from 'node:http';
import type { ReadOptions } from './options.ts';
import { currentRecorder, type Exchange, type Recorder } from './recorder.ts';
import { setCookieLines } from './set-cookie-lines.ts';
import { watchCookie } from './watch-cookie.ts';
import { watchStore } from './watch-store.ts';

/** Puts a function of ours before or after a method of the response, its arguments and answer untouched. */
function cover(res: ServerResponse, name: 'writeHead' | 'end', before: () => void, after: () => void): void {
  const method: (...args: never[]) => unknown = res[name];
  Reflect.set(res, name, function covered(this: ServerResponse, ...args: unknown[]) {
    before();
    const result: unknown = Reflect.apply(method, this, args);
    after();
    return result;
  });
}

const nothing = () => {};

/** The inner side, put on before any middleware covers the response: what is really written, and when it is done. */
export function coverInside(exchange: Exchange, res: ServerResponse): void {
  const { id, emit } = exchange;
  let isOver = false;
  const over = (type: 'responded' | 'aborted') => {
    if (isOver) return;
    isOver = true;
    emit(type === 'responded' ? { type, request: id, status: res.statusCode } : { type, request: id });
  };
  cover(
    res,
    'writeHead',
    () => exchange.recorder?.onHeadersReady?.(),
    () => emit({ type: 'headers', request: id, status: res.statusCode, setCookie: setCookieLines(res) }),
  );
  cover(res, 'end', nothing, () => over('responded'));
  res.once('close', () => over('aborted'));
}

/** The outer side, put on when the middleware has covered the response: the state just before it decides. */
export function coverOutside(recorder: Recorder, options: ReadOptions, res: ServerResponse): void {
  const tellNothing = () => recorder.onEndCall?.(null);
  cover(
    res,
    'writeHead',
    () => {
      // At the end the store is called before the headers are written: with no call so far there will be none.
      tellNothing();
      watchCookie(recorder, options, res);
    },
    nothing,
  );
  const end: (...args: never[]) => unknown = res.end;
  Reflect.set(res, 'end', function covered(this: ServerResponse, ...args: unknown[]) {
    if (!recorder.storeDecided) watchStore(recorder, options);
    const call = (): unknown => Reflect.apply(end, this, args);
    // A handler may end in a context that is not its own, as from a pool of connections.
    const result = currentRecorder.getStore() === recorder ? call() : currentRecorder.run(recorder, call);
    tellNothing();
    return result;
  });
}
