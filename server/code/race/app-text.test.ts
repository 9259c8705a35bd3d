import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Express } from 'express';
import session, { type Store } from 'express-session';
import inject from 'light-my-request';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLabApp } from '../../app/lab-app.ts';
import { type RaceSpecInput, raceSpecSchema } from '../../contract/races/races.ts';
import { type LabRouteId, labRoutes } from '../../contract/routes.ts';
import { openStore } from '../../stores/drivers.ts';
import { appText, optionsText, storeText } from './app-text.ts';

type Written = {
  options: object;
  createStore(): Store;
  createApp(store: Store, options: object, newId: () => string): Express;
};

const early = ['', 'early=save', 'early=reload'] as const;
const bodies: Partial<Record<LabRouteId, object>> = {
  login: { username: 'johndoe', password: 'password' },
  loginFresh: { username: 'johndoe', password: 'password' },
  user: { name: 'alice' },
  cookie: { maxAge: '90000', httpOnly: 'false' },
};
const routes = Object.entries(labRoutes).map(([id, route]) => ({ ...route, id: id as LabRouteId }));
const pathOf = (example: string, query: string): string =>
  query === '' ? example : `${example}${example.includes('?') ? '&' : '?'}${query}`;
const everyRoute: RaceSpecInput = {
  browsers: ['alice'],
  before: routes.map(({ method, example }) => ({ send: { browser: 'alice', method, path: example } })),
  requests: early.slice(1).map((query) => ({ browser: 'alice', path: pathOf('/me', query) })),
};

const cache = fileURLToPath(new URL('../../../.cache/', import.meta.url));
// The clock stands still, so that no expiry differs.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

let folder = '';
let written: Written;
beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'app-text-'));
  const race = raceSpecSchema.parse(everyRoute);
  const imports = "import express from 'express';\nimport session from 'express-session';";
  const exported = 'const work = async () => {};\nexport { createApp, createStore, options };';
  const file = join(folder, 'app.mjs');
  writeFileSync(
    file,
    [imports, optionsText(race.lab), storeText(race.lab), appText(race), exported].join('\n\n'),
  );
  written = await import(pathToFileURL(file).href);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Without what the lab says of a cookie (not secure) where the file leaves the default. */
const comparable = (text: string): unknown =>
  JSON.parse(text, (key, value) => (key === 'secure' ? undefined : value));

/** Visits a route with a session that has something in it; what came back, what the store was called for, what it holds. */
async function visited(app: Express, store: Store, id: LabRouteId, query: string) {
  const calls: string[] = [];
  for (const name of ['get', 'set', 'touch', 'destroy'] as const) {
    const method: unknown = Reflect.get(store, name);
    Reflect.set(store, name, (...args: unknown[]) => {
      calls.push(name);
      return typeof method === 'function' && Reflect.apply(method, store, args);
    });
  }
  const { method, example } = labRoutes[id];
  const first = await inject(app, { method: 'GET', url: '/views' });
  const cookie = String(first.headers['set-cookie']).split(';', 1)[0] ?? '';
  const answer = await inject(app, {
    method,
    url: pathOf(example, query),
    headers: { cookie },
    ...(bodies[id] && { payload: bodies[id] }),
  });
  const isJson = answer.headers['content-type']?.includes('json') ?? false;
  const stored = await new Promise((resolve) =>
    store.all?.((_error, all) => resolve(Object.values(all ?? {}))),
  );
  return {
    calls,
    status: answer.statusCode,
    location: answer.headers.location,
    json: isJson ? comparable(answer.body) : null,
    stored: comparable(JSON.stringify(stored)),
  };
}

describe('each route in a generated test does to the session what the lab’s own does', () => {
  for (const { id } of routes)
    it.each(early)(`${id} %s`, async (query) => {
      let ids = 0;
      const store = written.createStore();
      const here = written.createApp(store, written.options, () => `id${++ids}`);
      const labStore = await openStore({ kind: 'memory' });
      const { lab: config } = raceSpecSchema.parse(everyRoute);
      const lab = createLabApp({ config, session, store: labStore.store });
      expect(await visited(here, store, id, query)).toEqual(await visited(lab, labStore.store, id, query));
    });
});
