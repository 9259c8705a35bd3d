import type { Store } from 'express-session';
import {
  type FaultPatch,
  type Faults,
  type FaultyOperation,
  faultyOperations,
  type OperationFault,
  patchFaults,
} from '../contract/stores/faults.ts';

/** What goes wrong with a lab's stores. While nothing does, calls pass as they are. */
export type StoreFaults = {
  current(): Faults;
  patch(patch: FaultPatch): Faults;
  /** Comes between a store and whoever calls it from here on. An operation that the store lacks stays lacking. */
  cover(store: Store): void;
  /** Says 'disconnect' to a middleware that was just made, where the store is disconnected: it began as connected. */
  remind(store: Store): void;
};

export type StoreFaultsSettings = {
  beginning: Faults;
  /** The stores in use. */
  stores(): Iterable<Store>;
  onChange(faults: Faults): void;
};

type Method = (this: unknown, ...args: unknown[]) => unknown;

const disconnected = 'The store is disconnected.';

export function createStoreFaults({ beginning, stores, onChange }: StoreFaultsSettings): StoreFaults {
  let faults = beginning;
  const change = (next: Faults) => {
    faults = next;
    onChange(next);
  };

  /** The error that this call is to be answered with, if any; one of a number of failures is used up by it. */
  const takeFailure = (operation: FaultyOperation, fault: OperationFault | null): Error | null => {
    if (!faults.connected) return new Error(disconnected);
    if (fault === null || fault.fails === 0) return null;
    if (fault.fails !== 'always') {
      const left = { ...fault, fails: fault.fails - 1 };
      change({ ...faults, [operation]: left.fails === 0 && left.latency === 0 ? null : left });
    }
    return new Error(fault.message);
  };

  const coverMethod = (operation: FaultyOperation, method: Method): Method =>
    function covered(this: unknown, ...args) {
      const fault = faults[operation];
      if (fault === null && faults.connected) return method.apply(this, args);
      const failure = takeFailure(operation, fault);
      const latency = fault?.latency ?? 0;
      const sent = latency > 0 ? asSent(args) : args;
      const answer = () => {
        const error = failure ?? (faults.connected ? null : new Error(disconnected));
        if (error === null) return method.apply(this, sent);
        const callback = args.at(-1);
        if (typeof callback === 'function') callback(error);
        return undefined;
      };
      if (latency > 0) setTimeout(answer, latency);
      else if (failure === null) return answer();
      else setImmediate(answer);
      return undefined;
    };

  return {
    current: () => faults,
    patch: (patch) => {
      const { connected } = faults;
      change(patchFaults(faults, patch));
      if (faults.connected !== connected) {
        for (const store of stores()) store.emit(faults.connected ? 'connect' : 'disconnect');
      }
      return faults;
    },
    cover: (store) => {
      for (const operation of faultyOperations) {
        const method: unknown = Reflect.get(store, operation);
        if (typeof method !== 'function') continue;
        const value = coverMethod(operation, (...args) => Reflect.apply(method, store, args));
        Reflect.defineProperty(store, operation, { configurable: true, writable: true, value });
      }
    },
    remind: (store) => {
      if (!faults.connected) store.emit('disconnect');
    },
  };
}

/** Session data as it is when the store is called: a store elsewhere gets that, whatever becomes of it meanwhile. */
const asSent = (args: readonly unknown[]): unknown[] =>
  args.map((value) =>
    typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value,
  );
