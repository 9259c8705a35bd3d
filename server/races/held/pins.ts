import crypto, { webcrypto } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { freezeDate, shiftDate } from '../../lab/clock.ts';
import type { HeldRequest } from './held-request.ts';

type Draw = () => number;

/** What gives random values, and the same from a request's own numbers. */
const sources: ReadonlyArray<{ owner: object; name: string; make: (draw: Draw) => unknown }> = [
  { owner: Math, name: 'random', make: (draw) => draw },
  { owner: crypto, name: 'randomUUID', make: uuid },
  { owner: webcrypto, name: 'randomUUID', make: uuid },
  { owner: webcrypto, name: 'getRandomValues', make: (draw) => (view: Uint8Array) => filled(view, draw) },
  {
    owner: crypto,
    name: 'randomBytes',
    make: (draw) => (size: number, callback?: (error: null, bytes: Buffer) => void) => {
      const bytes = filled(Buffer.alloc(size), draw);
      if (callback === undefined) return bytes;
      return setImmediate(callback, null, bytes);
    },
  },
];

/**
 * Stops Date at `now` (ms), and has the requests of a race draw random values from numbers of their own, so that what
 * they do follows from the schedule alone. Whoever else draws gets real ones. Returns what undoes it.
 */
export function pin(now: number, current: () => HeldRequest | undefined): () => void {
  freezeDate(now);
  const undo = sources.map(({ owner, name, make }) => {
    const real: unknown = Reflect.get(owner, name);
    if (typeof real !== 'function') return () => {};
    const own = Object.getOwnPropertyDescriptor(owner, name);
    const pinned = function pinned(...args: unknown[]): unknown {
      const heldRequest = current();
      if (heldRequest === undefined) return Reflect.apply(real, owner, args);
      return Reflect.apply(Object(make(() => heldRequest.random())), undefined, args);
    };
    Object.defineProperty(owner, name, { value: pinned, writable: true, configurable: true });
    return () => {
      if (own === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, own);
    };
  });
  syncBuiltinESMExports();
  return () => {
    for (const back of undo) back();
    syncBuiltinESMExports();
    shiftDate(0);
  };
}

function filled<View extends Uint8Array>(view: View, draw: Draw): View {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (const place of bytes.keys()) bytes[place] = Math.floor(draw() * 256);
  return view;
}

function uuid(draw: Draw): () => string {
  return () => {
    const hex = filled(Buffer.alloc(16), draw).toString('hex');
    const version = `4${hex.slice(13, 16)}`;
    const variant = `8${hex.slice(17, 20)}`;
    return [hex.slice(0, 8), hex.slice(8, 12), version, variant, hex.slice(20)].join('-');
  };
}
