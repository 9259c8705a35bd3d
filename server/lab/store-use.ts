import type { LabPlace } from '../contract/endpoints.ts';
import type { StoredLook } from '../contract/stores/stored-look.ts';
import type { OpenStore } from '../stores/open-store.ts';
import { createOutsideChanges, type OutsideChange, type OutsideChanges } from '../stores/outside-changes.ts';
import { lookInto } from '../stores/stored-look.ts';

const connectionEvents = ['connect', 'disconnect'] as const;

/** A store with the requests that use it: it is closed when it is no longer wanted and the last of them is over. */
export class StoreUse {
  readonly labStore: OpenStore;
  readonly #outside: OutsideChanges;
  #requests = 0;
  #isRetired = false;
  #isLeft = false;
  #closed: Promise<void> | null = null;

  /** Whose store it is, where there are several. */
  readonly place: LabPlace | undefined;

  readonly #onCloseFailed: (error: unknown) => void;

  /** `before`: of the same place, before it was opened again. */
  constructor(
    labStore: OpenStore,
    onCloseFailed: (error: unknown) => void,
    place?: LabPlace,
    before?: StoreUse,
  ) {
    this.labStore = labStore;
    this.#outside = createOutsideChanges(labStore, before === undefined ? null : before.#outside);
    this.#onCloseFailed = onCloseFailed;
    this.place = place;
  }

  begin(): () => void {
    this.#requests += 1;
    return () => {
      this.#requests -= 1;
      this.#closeWhenUnused();
    };
  }

  retire(): void {
    this.#isRetired = true;
    this.#closeWhenUnused();
  }

  /** The same for one that was opened again: what is there is the other's. */
  leave(): void {
    this.#isLeft = true;
    this.retire();
  }

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** Closes it at once, whoever uses it. */
  close(): Promise<void> {
    const { labStore } = this;
    const end = () => (this.#isLeft && labStore.outlives ? labStore.outlives.leave() : labStore.close());
    this.#closed ??= this.#outside
      .stop()
      .catch(() => {})
      .then(end)
      .catch(this.#onCloseFailed);
    return this.#closed;
  }

  /** Tells from here on what others change in it. */
  watch(told: (change: OutsideChange) => void): Promise<void> {
    return this.#outside.begin(told);
  }

  /** What it keeps of a session, asked of it now, past express-session. */
  look(sid: string): Promise<StoredLook> {
    return lookInto(this.labStore, sid, this.#outside.notice());
  }

  /**
   * Runs `build`, and returns with what it made a function that takes its listeners off the store: express-session adds
   * two for each middleware, and never removes them.
   */
  async listened<Made>(
    build: () => Made | Promise<Made>,
  ): Promise<{ made: Made; stopListening: () => void }> {
    const { store } = this.labStore;
    const before = connectionEvents.map((name) => new Set(store.listeners(name)));
    const made = await build();
    const added = connectionEvents.flatMap((name, i) =>
      store.listeners(name).flatMap((listener) => (before[i]?.has(listener) ? [] : [{ name, listener }])),
    );
    const stopListening = () => {
      for (const { name, listener } of added) Reflect.apply(store.removeListener, store, [name, listener]);
    };
    return { made, stopListening };
  }

  #closeWhenUnused(): void {
    if (this.#isRetired && this.#requests === 0) void this.close();
  }
}
