import { createServer, type Server } from 'node:http';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { LabConfig } from '../contract/lab-config.ts';
import type { Outcome, Refusal } from '../contract/state.ts';
import { markWork } from '../observer/mark-work.ts';
import { observe } from '../observer/observe.ts';
import { createStore } from '../stores/create-store.ts';
import { createLabApp } from './app.ts';
import { refusalOf } from './check-config.ts';
import { compileHandler } from './compile-handler.ts';
import { createErrorTeller } from './error-teller.ts';
import type { EventPost } from './event-post.ts';
import { createGenerators } from './genid.ts';
import { watchHandler } from './own-handler.ts';
import { createRequestNames } from './request-names.ts';
import { StoreUse } from './store-use.ts';
import type { WorkerStart } from './worker-protocol.ts';

export type InnerLabSettings = WorkerStart & {
  post: EventPost;
  /** µs since the log's start. */
  now: () => number;
  onEntered: (request: string | null) => void;
};

/** The lab as it is inside its worker: a server whose app is replaced when its configuration changes. */
export type InnerLab = {
  readonly server: Server;
  configure(config: LabConfig, keepStore: boolean): Promise<Outcome>;
  setHandler(source: string | null): Outcome;
  sessions(): Record<string, string>;
};

/** Rejects, with a message to be shown, when the configuration or the handler is refused. */
export async function createInnerLab(settings: InnerLabSettings): Promise<InnerLab> {
  const { post, now, sessions } = settings;
  const names = createRequestNames(settings.firstOutside);
  const generators = createGenerators(Object.keys(sessions));
  const teller = createErrorTeller({ add: post.add, now, requestId: names.of });
  const observed = observe(session, { onEvent: teller.onEvent, now, requestId: names.of });

  const build = (config: LabConfig, use: StoreUse, handler: RequestHandler | null) => {
    const { made, stopListening } = use.listened(() =>
      createLabApp({
        config,
        session: observed,
        store: use.labStore.store,
        generators,
        handler: handler && watchHandler(handler, { names, ...settings }),
        onWork: markWork,
        onError: teller.onError,
      }),
    );
    return { app: made, config, use, handler, stopListening };
  };

  const first = compiled(settings.handler);
  const refusal = first.ok ? refusalOf(settings.config) : first;
  if (refusal) throw new Error(`${refusal.at}: ${refusal.message}`);
  const labStore = await createStore(settings.config.store);
  labStore.restore(sessions);
  let current = build(settings.config, new StoreUse(labStore), first.ok ? first.handler : null);

  /** What is under way goes on in the app that it came to. */
  const replace = (config: LabConfig, use: StoreUse, handler: RequestHandler | null): Outcome => {
    const old = current;
    const attempt = tried(() => build(config, use, handler));
    if (!attempt.ok) return attempt;
    current = attempt.value;
    old.stopListening();
    if (old.use !== use) old.use.retire();
    return { ok: true };
  };

  const server = createServer((req, res) => {
    names.take(req);
    const { app, use } = current;
    res.once('close', use.begin());
    app(req, res);
  });

  return {
    server,
    configure: async (config, keepStore) => {
      const refused = refusalOf(config);
      if (refused) return refused;
      const isKept = keepStore && config.store.kind === current.config.store.kind;
      const use = isKept ? current.use : await newStoreUse(config);
      return use instanceof StoreUse ? replace(config, use, current.handler) : use;
    },
    setHandler: (source) => {
      const made = compiled(source);
      return made.ok ? replace(current.config, current.use, made.handler) : made;
    },
    sessions: () => current.use.labStore.sessions(),
  };
}

const compiled = (source: string | null) =>
  source === null ? { ok: true as const, handler: null } : compileHandler(source);

async function newStoreUse({ store }: LabConfig): Promise<StoreUse | Refusal> {
  try {
    return new StoreUse(await createStore(store));
  } catch (error) {
    return { ok: false, at: 'store.kind', message: messageOf(error) };
  }
}

function tried<Value>(make: () => Value): { ok: true; value: Value } | Refusal {
  try {
    return { ok: true, value: make() };
  } catch (error) {
    return { ok: false, at: 'options', message: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
