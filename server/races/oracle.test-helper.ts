/**
 * A second opinion on races: every order of the steps of real requests, run one by one over a store whose calls are
 * promises that are held. It shares no code with the races that it is held against.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import express from 'express';
import session, { type SessionData } from 'express-session';
import inject from 'light-my-request';
import { builtInApp } from '../app/lab-app.ts';
import { cookieContextOf } from '../browsers/cause.ts';
import { createJar, type Jar } from '../browsers/jar.ts';
import { messageFor } from '../browsers/message.ts';
import type { RaceSpec } from '../contract/races/races.ts';
import type { RequestSpec } from '../contract/requests.ts';
import type { StoreKind } from '../contract/stores/store-kinds.ts';
import type { Call, Left } from './oracle-kinds.test-helper.ts';

type Client = {
  by: number;
  name: string;
  sessions: number;
  waiting: (() => void) | null;
  body: string | null;
  setCookie: string;
  changed: () => void;
  /** Is given the Set-Cookie lines of its response. */
  receive: (lines: string[]) => void;
};
type Callback = (error: unknown, value?: unknown) => void;

const origin = 'http://127.0.0.1';
const current = new AsyncLocalStorage<Client>();

export class HeldLab {
  readonly #spec: RaceSpec;
  readonly #app = express();
  #sessions = new Map<string, string>();
  #calls: Call[] = [];
  #jars = new Map<string, Jar>();
  #clients: Client[] = [];

  constructor(spec: RaceSpec) {
    this.#spec = spec;
    const store = this.#heldStore(spec.lab.store.kind);
    const genid = () => {
      const client = current.getStore();
      if (client === undefined) throw new Error('A session of nobody.');
      client.sessions += 1;
      return `${client.name}-${client.sessions}`;
    };
    const app = builtInApp({ config: spec.lab, handler: null })({
      session,
      store,
      genid,
      work: () => this.#held(),
    });
    this.#app.use((_req, res, next) => {
      const client = current.getStore();
      if (client !== undefined) onFirstByte(res, client.receive);
      next();
    }, app);
  }

  /** Each order of the steps of all requests, once. */
  async everyOrder(): Promise<Left[]> {
    const all: Left[] = [];
    let prefix: number[] | null = [];
    while (prefix !== null) {
      const made = await this.#inOrder(prefix);
      all.push(made.left);
      prefix = made.next;
    }
    return all;
  }

  /** Each order of one request after the other. */
  async oneAfterTheOther(): Promise<Left[]> {
    const all: Left[] = [];
    for (const order of permutations([...this.#spec.requests.keys()])) {
      await this.#begin();
      for (const by of order) await this.#whole(await this.#send(by));
      all.push(this.#left());
    }
    return all;
  }

  async #inOrder(prefix: readonly number[]): Promise<{ left: Left; next: number[] | null }> {
    await this.#begin();
    const sent = this.#spec.requests.map((request) => this.#cookie(request));
    for (const by of this.#spec.requests.keys()) await this.#send(by, sent[by]);
    const order: number[] = [];
    const others: number[][] = [];
    for (;;) {
      const ready = this.#clients.filter(({ waiting }) => waiting !== null).map(({ by }) => by);
      const by = prefix[order.length] ?? ready[0];
      if (by === undefined) break;
      others.push(ready.filter((other) => other > by));
      order.push(by);
      await this.#release(this.#client(by));
    }
    let next: number[] | null = null;
    for (const [at, [other]] of others.entries())
      if (other !== undefined) next = [...order.slice(0, at), other];
    return { left: this.#left(), next };
  }

  async #begin(): Promise<void> {
    this.#sessions = new Map();
    this.#jars = new Map(this.#spec.browsers.map((name) => [name, createJar()]));
    this.#clients = [];
    for (const step of this.#spec.before)
      if ('send' in step) await this.#whole(await this.#dispatch(step.send, 's', -1));
    this.#clients = [];
    this.#calls = [];
  }

  #left(): Left {
    const cookies = [...this.#jars].map(([name, jar]) => [
      name,
      jar
        .cookies()
        .map(({ value }) => value)
        .join(),
    ]);
    return {
      calls: [...this.#calls],
      store: Object.fromEntries([...this.#sessions].sort()),
      bodies: this.#spec.requests.map((_, by) => this.#client(by).body ?? ''),
      setCookies: this.#spec.requests.map((_, by) => this.#client(by).setCookie),
      cookies: Object.fromEntries(cookies),
    };
  }

  #client(by: number): Client {
    const client = this.#clients.find((one) => one.by === by);
    if (client === undefined) throw new Error(`Request ${by} was not sent.`);
    return client;
  }

  #send(by: number, cookie?: string | null): Promise<Client> {
    const request = this.#spec.requests[by];
    if (request === undefined) throw new Error(`There is no request ${by}.`);
    return this.#dispatch(request, 'ABCDEFGH'[by] ?? '', by, cookie);
  }

  #cookie({ browser, cookies, method, host, from }: RequestSpec): string | null {
    const url = new URL(origin);
    url.hostname = host ?? url.hostname;
    const context = { ...cookieContextOf({ cookies, from }, url, Date.now()), method };
    return this.#jars.get(browser)?.outgoing(cookies, context).cookie ?? null;
  }

  async #dispatch(request: RequestSpec, name: string, by: number, cookie = this.#cookie(request)) {
    const made = messageFor(request, origin);
    if (!made.ok) throw new Error('No such request.');
    const { method, url, headers, body } = made.message;
    const jar = this.#jars.get(request.browser);
    const client: Client = {
      by,
      name,
      sessions: 0,
      waiting: null,
      body: null,
      setCookie: '',
      changed: () => {},
      receive: (lines) => {
        const context = cookieContextOf(request, url, Date.now());
        for (const line of lines) jar?.receive(line, context);
      },
    };
    this.#clients.push(client);
    const quiet = this.#quiet(client);
    current.run(client, () => {
      inject(
        this.#app,
        {
          method: method as 'GET',
          url: url.pathname + url.search,
          headers: { ...headers, ...(cookie === null ? {} : { cookie }) },
          ...(body === null ? {} : { payload: body }),
        },
        (error, response) => {
          client.body = error ? String(error) : `${response?.statusCode} ${response?.payload}`;
          client.setCookie = [response?.headers['set-cookie'] ?? []].flat().join();
          client.changed();
        },
      );
    });
    await quiet;
    return client;
  }

  #quiet(client: Client): Promise<void> {
    return new Promise((resolve) => {
      client.changed = resolve;
    });
  }

  async #release(client: Client): Promise<void> {
    const quiet = this.#quiet(client);
    const go = client.waiting;
    client.waiting = null;
    go?.();
    await quiet;
  }

  async #whole(client: Client): Promise<void> {
    while (client.waiting !== null) await this.#release(client);
  }

  #held(): Promise<void> {
    const client = current.getStore();
    if (client === undefined) throw new Error('A call of nobody.');
    return new Promise((resolve) => {
      client.waiting = resolve;
      client.changed();
    });
  }

  #heldStore(kind: StoreKind): session.Store {
    const call = async (
      method: string,
      sid: string,
      callback: Callback | undefined,
      work: () => unknown,
    ): Promise<void> => {
      await this.#held();
      const before = this.#sessions.get(sid);
      const value = work();
      const by = current.getStore()?.by ?? -1;
      this.#calls.push({ by, method, sid, before, after: this.#sessions.get(sid) });
      callback?.(null, value);
    };
    const methods = {
      get: (sid: string, callback: Callback) =>
        call('get', sid, callback, () => parsed(this.#sessions.get(sid))),
      set: (sid: string, given: SessionData, callback?: Callback) => {
        const text = JSON.stringify(given);
        return call('set', sid, callback, () => void this.#sessions.set(sid, text));
      },
      destroy: (sid: string, callback?: Callback) =>
        call('destroy', sid, callback, () => void this.#sessions.delete(sid)),
      touch: (sid: string, given: SessionData, callback?: Callback) => {
        const cookie: unknown = JSON.parse(JSON.stringify(given.cookie));
        return call('touch', sid, callback, () => {
          const stored = parsed(this.#sessions.get(sid));
          if (stored) this.#sessions.set(sid, JSON.stringify({ ...stored, cookie }));
        });
      },
    };
    const touches: Partial<Record<StoreKind, object>> = {
      'memory-no-touch': { touch: undefined },
      'memory-non-atomic-touch': {
        touch: (sid: string, given: SessionData, callback?: Callback) => {
          const cookie: unknown = JSON.parse(JSON.stringify(given.cookie));
          void methods.get(sid, (_error, stored) => {
            if (stored === undefined) callback?.(null);
            else void methods.set(sid, Object.assign({}, stored, { cookie }) as SessionData, callback);
          });
        },
      },
    };
    const store: session.Store = Reflect.construct(session.Store, []);
    return Object.assign(store, methods, touches[kind]);
  }
}

/** `found` gets the Set-Cookie lines when the head goes out: with the first bytes of a body, else with the end. */
function onFirstByte(res: ServerResponse, found: (lines: string[]) => void): void {
  let isOut = false;
  const out = (isNow: boolean) => {
    if (isOut || !isNow) return;
    isOut = true;
    const lines = res.getHeader('set-cookie');
    found(lines === undefined ? [] : [lines].flat().map(String));
  };
  const { write, end } = res;
  Reflect.set(res, 'write', (...args: unknown[]) => {
    const result: unknown = Reflect.apply(write, res, args);
    out(res.req.method !== 'HEAD' && ![204, 304].includes(res.statusCode));
    return result;
  });
  Reflect.set(res, 'end', (...args: unknown[]) => {
    const result: unknown = Reflect.apply(end, res, args);
    out(true);
    return result;
  });
}

const parsed = (text: string | undefined) => (text === undefined ? undefined : JSON.parse(text));

function permutations(places: readonly number[]): number[][] {
  if (places.length === 0) return [[]];
  return places.flatMap((place) =>
    permutations(places.filter((other) => other !== place)).map((rest) => [place, ...rest]),
  );
}
