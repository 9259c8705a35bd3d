import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Store } from 'express-session';
import type { StoreOperation } from '../contract/events/events.ts';

const lives = new AsyncLocalStorage<Life>();

/** ms for which running requests are waited for, as `docker stop` does; what then still runs is cut. */
const longestGrace = 10_000;

/**
 * What stands for an instance's process, as long as that runs: the requests that it has. Instances share a thread, so
 * one that is killed could go on; its connections are closed, and from then on no store hears of it, nor it of a store.
 */
export class Life {
  readonly #underWay = new Map<string, ServerResponse>();
  #isEnding = false;
  #isKilled = false;
  #onIdle: (() => void) | null = null;

  /** Whether requests can still come to it. */
  get takesRequests(): boolean {
    return !this.#isEnding;
  }

  /** Requests that it has. */
  get load(): number {
    return this.#underWay.size;
  }

  get isKilled(): boolean {
    return this.#isKilled;
  }

  /** Everything that comes of a request happens in it. */
  serve(request: string, res: ServerResponse, run: () => void): void {
    this.#underWay.set(request, res);
    res.once('close', () => {
      this.#underWay.delete(request);
      if (this.#underWay.size === 0) this.#onIdle?.();
    });
    lives.run(this, run);
  }

  /**
   * Settles when it has none any more: those that it answers no more are told of before, and returned. `givenUp`: what runs
   * is not waited for any longer.
   */
  async end(isKilled: boolean, onCut: (request: string) => void, givenUp: AbortSignal): Promise<string[]> {
    this.#isEnding = true;
    const isIdle = !isKilled && (await this.#becomesIdle(givenUp));
    // Its process is over: what a handler still does after its answer, nobody hears of.
    this.#isKilled = true;
    if (isIdle) return [];
    const cut = [...this.#underWay];
    await Promise.all(
      cut.map(([request, res]) => {
        onCut(request);
        const closed = once(res, 'close');
        res.req.socket.destroy();
        return closed;
      }),
    );
    return cut.map(([request]) => request);
  }

  async #becomesIdle(givenUp: AbortSignal): Promise<boolean> {
    if (this.#underWay.size === 0) return true;
    if (givenUp.aborted) return false;
    let timer: NodeJS.Timeout | undefined;
    let giveUp = () => {};
    try {
      return await new Promise<boolean>((resolve) => {
        this.#onIdle = () => resolve(true);
        giveUp = () => resolve(false);
        givenUp.addEventListener('abort', giveUp);
        timer = setTimeout(giveUp, longestGrace);
      });
    } finally {
      clearTimeout(timer);
      givenUp.removeEventListener('abort', giveUp);
    }
  }
}

const operations: readonly StoreOperation[] = ['get', 'set', 'touch', 'destroy', 'all', 'length', 'clear'];
const covered = new WeakSet<Store>();

/** Keeps what is killed from a store that others use on. A store is told of once, when it is listened to already. */
export function keepKilledFrom(store: Store): void {
  if (covered.has(store)) return;
  covered.add(store);
  for (const operation of operations) {
    const method: unknown = Reflect.get(store, operation);
    if (typeof method !== 'function') continue;
    const enumerable = Object.getOwnPropertyDescriptor(store, operation)?.enumerable ?? false;
    const value = function ofTheLiving(this: unknown, ...args: unknown[]): unknown {
      const life = lives.getStore();
      if (life === undefined) return Reflect.apply(method, this, args);
      if (life.isKilled) return undefined;
      const callback = args.at(-1);
      if (typeof callback !== 'function') return Reflect.apply(method, this, args);
      const answer = (...answered: unknown[]): unknown =>
        life.isKilled ? undefined : Reflect.apply(callback, undefined, answered);
      return Reflect.apply(method, this, [...args.slice(0, -1), answer]);
    };
    Reflect.defineProperty(store, operation, { configurable: true, enumerable, writable: true, value });
  }
}
