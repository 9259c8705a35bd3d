import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express, { type ErrorRequestHandler } from 'express';
import session, { MemoryStore, type Store } from 'express-session';
import inject from 'light-my-request';
import { createLabApp } from '../../app/lab-app.ts';
import { labConfigSchema } from '../../contract/options/lab-config.ts';
import type { SessionOptions } from '../../contract/options/options.ts';
import { demoUser } from '../../contract/routes.ts';
import type { StoreKind } from '../../contract/stores/store-kinds.ts';
import { SqliteStore } from '../../stores/sqlite-store.ts';
import { createDeferred } from '../../threads/deferred.ts';

/** For tests: the lab's app with a store of its own choosing, as one process of several. */
export async function appWith(options: SessionOptions, store: Store = new MemoryStore()) {
  const config = labConfigSchema.parse({ options });
  // The last to hear of an error: Express itself would close the connection, and here there is none.
  const { promise: error, resolve } = createDeferred<unknown>();
  const hears: ErrorRequestHandler = (thrown, _req, _res, _next) => resolve(thrown);
  const app = express().use(createLabApp({ config, session, store }), hears);
  return {
    login: async () => {
      const response = await inject(app, {
        method: 'POST',
        url: '/login',
        payload: new URLSearchParams(demoUser).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      const setCookie = [response.headers['set-cookie']].flat()[0] ?? '';
      return { status: response.statusCode, error, setCookie, cookie: setCookie.split(';', 1)[0] ?? '' };
    },
    knows: async (cookie: string): Promise<boolean> => {
      const { body } = await inject(app, { method: 'GET', url: '/me', headers: { cookie } });
      return body.includes(demoUser.username);
    },
  };
}

/** For tests: the store that a process of the app opens when it starts; `folder` outlives it. */
export function storeOpenedBy(kind: StoreKind, folder: string): { store: Store; close: () => void } {
  if (kind === 'memory') return { store: new MemoryStore(), close: () => {} };
  const database = new DatabaseSync(join(folder, 'sessions.sqlite'));
  return { store: new SqliteStore(database), close: () => database.close() };
}
