import { AsyncLocalStorage } from 'node:async_hooks';
import { problemError } from '../../words/problems.ts';

/** Ends the step of a call; `fail` ends the race. */
type Ends = { done: () => void; fail: (error: Error) => void };

/**
 * Makes a call a step of the request that the running code belongs to: `go` makes the call when that step is released.
 * False where there is nothing to hold: then the call is to be made at once.
 */
export type HoldCall = (name: string, go: (ends: Ends) => void) => boolean;

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
/** A function with the name of its step. `given`: how it was asked for. `isNamed`: whether by its own name. */
type Held = { given: string; step: string; isNamed: boolean; onHeld?: () => void };

export const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';
export const isClass = (value: AnyFunction): boolean =>
  /^class\b/.test(Function.prototype.toString.call(value));
const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  isFunction(Reflect.get(Object(value), 'then'));

/** Makes functions whose calls are held. */
export function createHeldFunctions(holdCall: HoldCall) {
  /** Of `*`, functions that were seen to answer at once: they are left alone. */
  const atOnce = new Set<AnyFunction>();
  const made = new WeakMap<AnyFunction, AnyFunction>();

  const hold = (of: Held, go: (ends: Ends) => void): boolean => {
    const isHeld = holdCall(of.step, go);
    if (isHeld) of.onHeld?.();
    return isHeld;
  };

  const call = (of: Held, original: AnyFunction, self: unknown, args: unknown[]): unknown => {
    const last = args.at(-1);
    const callback = isFunction(last) ? last : null;
    if (atOnce.has(original)) return Reflect.apply(original, self, args);
    const inItsContext = AsyncLocalStorage.snapshot();
    const { promise, resolve, reject } = ends();
    if (callback !== null) {
      const isHeld = hold(of, ({ done }) => {
        const takeBack = (error: unknown) => inItsContext(() => Reflect.apply(callback, undefined, [error]));
        const told = function told(this: unknown, ...values: unknown[]) {
          done();
          return inItsContext(() => Reflect.apply(callback, this, values));
        };
        try {
          const returned = Reflect.apply(original, self, [...args.slice(0, -1), told]);
          if (!isThenable(returned)) return resolve(returned);
          returned.then(after(done, resolve), after(done, reject));
        } catch (error) {
          done();
          resolve(undefined);
          takeBack(error);
        }
      });
      // Whoever waits for the callback alone leaves the promise alone.
      promise.catch(() => {});
      return isHeld ? promise : Reflect.apply(original, self, args);
    }
    const isHeld = hold(of, ({ done, fail }) => {
      try {
        const returned = Reflect.apply(original, self, args);
        if (!isThenable(returned))
          fail(problemError('hold-answers-at-once', '', { given: of.given, name: of.step }));
        Promise.resolve(returned).then(after(done, resolve), after(done, reject));
      } catch (error) {
        done();
        reject(error);
      }
    });
    if (isHeld) return promise;
    const returned = Reflect.apply(original, self, args);
    if (!of.isNamed && !isThenable(returned)) atOnce.add(original);
    return returned;
  };

  return (of: Held, original: AnyFunction): AnyFunction => {
    const known = made.get(original);
    if (known !== undefined) return known;
    const held: AnyFunction = function (...args) {
      if (new.target !== undefined) return Reflect.construct(original, args, new.target);
      return call(of, original, this, args);
    };
    const { [promisified]: _, ...own } = Object.getOwnPropertyDescriptors(original) as Record<
      string | symbol,
      PropertyDescriptor
    >;
    Object.defineProperties(held, own);
    made.set(original, held);
    made.set(held, held);
    return held;
  };
}

/** By this `util.promisify` would find the function itself. */
const promisified = Symbol.for('nodejs.util.promisify.custom');

const after =
  (done: () => void, settle: (value: unknown) => void) =>
  (value: unknown): void => {
    done();
    settle(value);
  };

function ends() {
  let resolve: (value: unknown) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<unknown>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}
