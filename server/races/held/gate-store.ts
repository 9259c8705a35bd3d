import { AsyncLocalStorage } from 'node:async_hooks';
import session, { type Store } from 'express-session';
import { messageOf } from '../../contract/message-of.ts';
import type { RaceStepKind } from '../../contract/races/races.ts';
import type { HeldRequest, Step } from './held-request.ts';

type Callback = (...values: unknown[]) => void;
type Method = { call(self: unknown, ...args: unknown[]): unknown };

const kinds: Record<string, RaceStepKind> = {
  get: 'load',
  set: 'save',
  touch: 'touch',
  destroy: 'destroy',
  all: 'read',
  length: 'read',
  clear: 'read',
};

/**
 * Stands before a store: each call becomes a step of the request that makes it, and reaches the store when that step is
 * released; one that belongs to no request (`current` gives none) passes at once. Methods that the store lacks stay
 * lacking. A session is taken as it is when `set` is called. `touchesByGetAndSet`: its touch is no step, but calls two.
 */
export function createGateStore(
  inner: Store,
  current: () => HeldRequest | undefined,
  touchesByGetAndSet = false,
): Store {
  const gate: Store = Reflect.construct(session.Store, []);
  for (const [name, kind] of Object.entries(kinds)) {
    const method: unknown = Reflect.get(inner, name);
    const isStep = !(touchesByGetAndSet && kind === 'touch');
    const value = isMethod(method) && isStep ? gated(inner, name, method, kind, current) : method;
    Object.defineProperty(gate, name, { value, writable: true, configurable: true });
  }
  return gate;
}

const isMethod = (value: unknown): value is Method => typeof value === 'function';

function gated(
  inner: Store,
  name: string,
  method: Method,
  kind: RaceStepKind,
  current: () => HeldRequest | undefined,
): Callback {
  const isWrite = kind === 'save' || kind === 'touch';
  return (...args) => {
    const heldRequest = current();
    if (heldRequest === undefined) return void method.call(inner, ...args);
    const sid = typeof args[0] === 'string' ? args[0] : null;
    const step: Step = { kind, method: name, sid, text: isWrite ? JSON.stringify(args[1]) : null };
    const last = args.at(-1);
    const inItsContext = AsyncLocalStorage.snapshot();
    heldRequest.hold({
      ...step,
      go: (done) =>
        takeStep(inner, step, (answer, values) => {
          done(answer);
          if (typeof last === 'function') inItsContext(() => last(...values));
        }),
    });
  };
}

/** Makes the call that a step asks for. `done` is told what a request can tell from the answer, and the answer itself. */
export function takeStep(
  store: Store,
  { method: name, sid, text }: Step,
  done: (answer: () => string, values: unknown[]) => void,
): void {
  const method: unknown = Reflect.get(store, name);
  if (!isMethod(method)) throw new Error(`The store has no ${name}.`);
  const given = [...(sid === null ? [] : [sid]), ...(text === null ? [] : [JSON.parse(text)])];
  method.call(store, ...given, (...values: unknown[]) => done(() => answerText(values), values));
}

/** The error, or what was found; nothing from a write that went well. */
function answerText([error, value]: readonly unknown[]): string {
  if (error !== null && error !== undefined) return `!${messageOf(error)}`;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
