import type { RequestListener } from 'node:http';
import type { RequestHandler } from 'express';
import { compileHandler } from '../app/compile-handler.ts';
import type { AppFor } from '../app/lab-app.ts';
import { type Refused, type Result, refuse } from '../contract/errors.ts';
import type { LabEvent } from '../contract/events/events.ts';
import { fromStoredKey } from '../contract/events/stored-key.ts';
import type { FaultPatch, Faults } from '../contract/faults/faults.ts';
import { messageOf } from '../contract/message-of.ts';
import { keepsStore, type LabConfig } from '../contract/options/lab-config.ts';
import type { SessionEdit } from '../contract/stores/session-edit.ts';
import type { StoreReport } from '../contract/stores/store-report.ts';
import type { StoredLook } from '../contract/stores/stored-look.ts';
import { createTurns } from '../contract/turns.ts';
import { noteOutside } from '../observer/store-tap.ts';
import type { StoreDrivers } from '../stores/open-store.ts';
import { reportOn } from '../stores/report.ts';
import { ProblemError } from '../words/problems.ts';
import { refusalOf } from './check-config.ts';
import { createSessionEditor } from './edit-session.ts';
import { createErrorReporter } from './error-reporter.ts';
import type { EventPost } from './event-post.ts';
import { createLabFaults } from './faults/lab-faults.ts';
import { followHandlerWork } from './handler-work.ts';
import { createInstances, type Instance, type StoreUses } from './instances.ts';
import { boundedSessionsIn, type MakingStores, restoreInto, storesFor } from './lab-stores.ts';
import { createListeners } from './listeners.ts';
import { watchHandler } from './own-handler.ts';
import { createRequestNames } from './request-names.ts';
import { type RestartOrder, restarted } from './restart.ts';
import type { StoreUse } from './store-use.ts';
import type { WorkerStart } from './worker-protocol.ts';

export type InnerLabSettings = Omit<WorkerStart, 'app'> & {
  post: EventPost;
  /** µs since the log's start. */
  now: () => number;
  onEntered: (request: string | null) => void;
  /** The app that runs; the built-in one unless another is given. */
  appFor?: AppFor;
  /** What its stores are opened by; those there are, unless others are given. */
  drivers?: StoreDrivers;
};

/** The lab as it is inside its worker: apps that are replaced when the configuration changes. */
export type InnerLab = {
  /** Which apps there are, by their ids. */
  apps(): string[];
  /** What answers at an app's address; it refuses while there is no such app. */
  listenerOf(app: string): RequestListener;
  configure(config: LabConfig, keepStore: boolean): Promise<Result>;
  restart(order: RestartOrder): Promise<Result>;
  fault(patch: FaultPatch): Faults;
  sessions(): Promise<Record<string, string>>;
  storeReport(): Promise<StoreReport>;
  /** `key`: as `storedKey` has it. */
  storedSession(key: string): Promise<StoredLook>;
  editSession(edit: SessionEdit): Promise<Result>;
  /** Closes its stores, those that requests still use as well. */
  close(): Promise<void>;
};

type Current = {
  config: LabConfig;
  handler: RequestHandler | null;
  uses: StoreUses;
  /** Each app's, in their order. */
  apps: ReadonlyMap<string, readonly Instance[]>;
};

/** Rejects, with a message to be shown, when the configuration or the handler is refused. */
export async function createInnerLab(settings: InnerLabSettings): Promise<InnerLab> {
  const { now, sessions } = settings;
  const editor = createSessionEditor();
  const cut = new Map<string, 'stays' | 'gone'>();
  const post: EventPost = {
    ...settings.post,
    add: (event) => isOfTheDead(event, cut) || settings.post.add(editor.marked(event)),
  };
  const names = createRequestNames(settings);
  const errorReporter = createErrorReporter({ add: post.add, now, requestId: names.of });
  const instances = createInstances({
    ...errorReporter,
    now,
    requestId: names.of,
    taken: Object.keys(sessions),
    appFor: settings.appFor,
  });
  const inTurn = createTurns();
  const closing = new AbortController();
  const faults = createLabFaults({
    beginning: settings.faults,
    stores: () => [...current.uses.values()].map(({ labStore }) => labStore.store),
    onChange: (changed, isUsedUp) =>
      post.add({ type: 'faults', faults: changed, ...(isUsedUp && { usedUp: true }), at: now() }),
  });

  const watched = (handler: RequestHandler | null) =>
    handler && watchHandler(handler, { names, ...settings, post });
  const watchOutside = (use: StoreUse) =>
    use
      .watch(({ sid, text: session }) => {
        const version = noteOutside(use.labStore.store, sid, session);
        const { place } = use;
        post.add({ type: 'store-outside', sid, session, version, ...(place && { place }), at: now() });
      })
      .catch((error: unknown) =>
        tellError(`What others change in the store cannot be seen: ${messageOf(error)}`),
      );
  const build = async (
    config: LabConfig,
    uses: StoreUses,
    handler: RequestHandler | null,
  ): Promise<Current> => {
    if (handler) followHandlerWork();
    const built = await instances.build(config, uses, watched(handler));
    for (const { labStore } of uses.values()) faults.remind(labStore.store);
    // Before the first request, so that nothing of what comes then is taken for what was there.
    await Promise.all([...uses.values()].map(watchOutside));
    return { config, handler, uses, apps: byApp(built) };
  };
  const tellError = (message: string) =>
    post.add({ type: 'error', request: null, message, stack: null, at: now() });
  const making: MakingStores = {
    onMade: ({ store }) => faults.cover(store),
    onCloseFailed: (error) => tellError(`A store could not be closed: ${messageOf(error)}`),
    onTold: tellError,
    drivers: settings.drivers,
  };

  const firstHandler = compiled(settings.handler);
  const refusal = firstHandler.ok ? refusalOf(settings.config) : firstHandler;
  if (refusal) throw new ProblemError(refusal.problems);
  const firstStores = await storesFor(settings.config, new Map(), making);
  await restoreInto(firstStores, sessions);
  let current = await build(settings.config, firstStores, firstHandler.ok ? firstHandler.handler : null);

  /** Stores that are no longer wanted, with requests that still use them. */
  let retired: StoreUse[] = [];
  /** What is under way goes on in the app that it came to. */
  const replace = async (config: LabConfig, uses: StoreUses): Promise<Result> => {
    const old = current;
    const attempt = await tried(() => build(config, uses, old.handler));
    if (!attempt.ok) return attempt;
    current = attempt.value;
    for (const { stopListening } of [...old.apps.values()].flat()) stopListening();
    const kept = new Set(uses.values());
    const gone = [...old.uses.values()].filter((use) => !kept.has(use));
    for (const use of gone) use.retire();
    noteRetired(gone);
    return { ok: true };
  };
  const noteRetired = (gone: readonly StoreUse[]) => {
    retired = [...retired, ...gone].filter(({ isClosed }) => !isClosed);
  };

  const restart = async (order: RestartOrder): Promise<Result> => {
    const refused = refusalOf(order.config);
    if (refused) return refused;
    const { uses, apps } = current;
    const standing = { uses, instances: [...apps.values()].flat() };
    const handler = compiled(settings.handler);
    const fresh = handler.ok ? handler.handler : null;
    const done = await restarted(standing, order, {
      instances,
      faults,
      making,
      freshHandler: () => watched(fresh),
      onCut: (request, store) => cut.set(request, store),
      closing: closing.signal,
      post,
      now,
    }).catch(storeRefusal);
    if (!done.ok) return done;
    current = {
      config: order.config,
      handler: fresh,
      uses: done.standing.uses,
      apps: byApp(done.standing.instances),
    };
    for (const { before, isEmptied } of done.replaced) isEmptied ? before.retire() : before.leave();
    noteRetired(done.replaced.map(({ before }) => before));
    if (!closing.signal.aborted) await Promise.all(done.replaced.map(({ use }) => watchOutside(use)));
    listeners.goOn();
    return { ok: true };
  };

  const listeners = createListeners({ current: () => current, names, faults, instances, post, now });

  return {
    apps: () => [...current.apps.keys()],
    listenerOf: listeners.listenerOf,
    configure: (config, keepStore) =>
      inTurn(async () => {
        const refused = refusalOf(config);
        if (refused) return refused;
        const isKept = keepStore && keepsStore(current.config, config);
        const uses = await storesFor(config, isKept ? current.uses : new Map(), making).catch(storeRefusal);
        if ('ok' in uses) return uses;
        if (!keepStore) listeners.beginAnew();
        return replace(config, uses);
      }),
    restart: (order) => inTurn(() => restart(order)),
    fault: faults.patch,
    storeReport: async () => {
      const [use] = current.uses.values();
      if (use === undefined) throw new Error('The lab has no store.');
      return reportOn(current.config.store.kind, use.labStore);
    },
    sessions: () =>
      boundedSessionsIn(current.uses, (count) =>
        tellError(
          `${count.toLocaleString('en')} stored sessions are too large to be kept while the lab is put aside.`,
        ),
      ),
    storedSession: async (key) => {
      const { sid, place } = fromStoredKey(key);
      const use = current.uses.get(place);
      if (use === undefined) throw new Error('The lab has no such store.');
      return use.look(sid);
    },
    editSession: (edit) => inTurn(() => editor.edit(current.uses, edit)),
    close: () => {
      closing.abort();
      return inTurn(async () => {
        await Promise.all([...retired, ...current.uses.values()].map((use) => use.close()));
      });
    },
  };
}

/** What still comes of a request that was cut off: of that its connection closed is told, and of what its store has taken. */
function isOfTheDead(event: LabEvent, cut: Map<string, 'stays' | 'gone'>): boolean {
  if (cut.size === 0 || !('request' in event) || event.request === null) return false;
  // Another of that name: the lab goes on in another log.
  if (event.type === 'arrived') cut.delete(event.request);
  const store = cut.get(event.request);
  if (store === undefined || event.type === 'aborted') return false;
  return event.type !== 'store-answered' || store === 'gone';
}

const storeRefusal = (error: unknown): Refused =>
  error instanceof ProblemError
    ? { ok: false, problems: [...error.problems] }
    : refuse('library-said', 'store.kind', { message: messageOf(error) });

const compiled = (source: string | null) =>
  source === null ? { ok: true as const, handler: null } : compileHandler(source);

async function tried<Value>(make: () => Promise<Value>): Promise<{ ok: true; value: Value } | Refused> {
  try {
    return { ok: true, value: await make() };
  } catch (error) {
    return refuse('library-said', 'options', { message: messageOf(error) });
  }
}

/** By the app's ID. Node 20 has no `Map.groupBy`. */
function byApp(instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const ids = new Set(instances.map(({ at }) => at.app));
  return new Map([...ids].map((id) => [id, instances.filter(({ at }) => at.app === id)]));
}
