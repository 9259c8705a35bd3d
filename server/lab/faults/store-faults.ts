import { countDown } from '../../contract/faults/fault-row.ts';
import {
  type FaultyOperation,
  faultyOperations,
  type OperationFault,
} from '../../contract/faults/store-row.ts';
import type { AppliedInLab, FaultContext } from './fault-context.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

const disconnected = 'The store is disconnected.';

/** Between a store and express-session: late, failing, disconnected. */
export function storeFaults({ now, use, stores }: FaultContext<'store'>): AppliedInLab {
  let { connected } = now();

  /** The error that this call is to be answered with, if any; one of a number of failures is used up by it. */
  const takeFailure = (operation: FaultyOperation, fault: OperationFault | null): Error | null => {
    if (!now().connected) return new Error(disconnected);
    if (fault === null || fault.fails === 0) return null;
    if (fault.fails !== 'always') {
      const left = { ...fault, fails: countDown(fault.fails) };
      use({ ...now(), [operation]: left.fails === 0 && left.latency === 0 ? null : left });
    }
    return new Error(fault.message);
  };

  const coverMethod = (operation: FaultyOperation, method: Method): Method =>
    function covered(this: unknown, ...args) {
      const fault = now()[operation];
      if (fault === null && now().connected) return method.apply(this, args);
      const failure = takeFailure(operation, fault);
      const latency = fault?.latency ?? 0;
      const sent = latency > 0 ? asSent(args) : args;
      const answer = () => {
        const error = failure ?? (now().connected ? null : new Error(disconnected));
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
    changed: () => {
      if (now().connected === connected) return;
      connected = now().connected;
      for (const store of stores()) store.emit(connected ? 'connect' : 'disconnect');
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
      if (!now().connected) store.emit('disconnect');
    },
  };
}

/** Session data as it is when the store is called: a store elsewhere gets that, whatever becomes of it meanwhile. */
const asSent = (args: readonly unknown[]): unknown[] =>
  args.map((value) =>
    typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value,
  );
