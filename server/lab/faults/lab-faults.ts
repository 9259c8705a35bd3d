import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from 'express-session';
import { type FaultTarget, faultTargets } from '../../contract/faults/fault-rows.ts';
import { type FaultPatch, type Faults, patchFaults } from '../../contract/faults/faults.ts';
import { appliedFault } from './applied-faults.ts';
import type { AppliedInLab } from './fault-context.ts';

/** What goes wrong with a lab. While nothing does, calls and requests pass as they are. */
export type LabFaults = {
  current(): Faults;
  patch(patch: FaultPatch): Faults;
  /** Comes between a store and whoever calls it from here on. An operation that the store lacks stays lacking. */
  cover(store: Store): void;
  /** Says 'disconnect' to a middleware that was just made, where the store is disconnected: it began as connected. */
  remind(store: Store): void;
  /** Comes between a server and its app: `pass` hands the request over to it. */
  request(req: IncomingMessage, res: ServerResponse, pass: () => void): void;
};

export type LabFaultsSettings = {
  beginning: Faults;
  /** The stores in use. */
  stores(): Iterable<Store>;
  /** `isUsedUp`: nobody asked for it, a failure that was counted has happened. */
  onChange(faults: Faults, isUsedUp: boolean): void;
};

export function createLabFaults({ beginning, stores, onChange }: LabFaultsSettings): LabFaults {
  let faults = beginning;
  const change = (next: Faults, isUsedUp: boolean) => {
    faults = next;
    onChange(next, isUsedUp);
  };
  const begin = <Target extends FaultTarget>(target: Target): AppliedInLab => {
    const row = appliedFault(target);
    if (!('inLab' in row)) return {};
    return row.inLab({
      now: () => faults[target],
      use: (left) => change({ ...faults, [target]: left }, true),
      stores,
    });
  };
  const applied = faultTargets.map((target) => begin(target));

  return {
    current: () => faults,
    patch: (patch) => {
      change(patchFaults(faults, patch), false);
      for (const { changed } of applied) changed?.();
      return faults;
    },
    cover: (store) => {
      for (const { cover } of applied) cover?.(store);
    },
    remind: (store) => {
      for (const { remind } of applied) remind?.(store);
    },
    request: (req, res, pass) =>
      applied.reduceRight((next, { request }) => (request ? () => request(req, res, next) : next), pass)(),
  };
}
