import session, { type SessionData } from 'express-session';
import inject, { type InjectOptions, type Response } from 'light-my-request';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { openStore } from '../stores/drivers.ts';
import { createLabApp, type LabAppSettings } from './lab-app.ts';

export type Visit = (
  url: string,
  more?: Pick<InjectOptions, 'method' | 'payload' | 'headers'>,
) => Promise<Response>;

/** The lab's app in this process, on a MemoryStore, and a visitor that keeps its cookie. */
export async function runningApp(
  options: object = {},
  settings: Pick<Partial<LabAppSettings>, 'handler' | 'onWork' | 'onError'> = {},
) {
  const labStore = await openStore({ kind: 'memory' });
  const operations: string[] = [];
  const { store } = labStore;
  for (const name of ['get', 'set', 'touch', 'destroy'] as const) {
    const method: unknown = Reflect.get(store, name);
    Reflect.set(store, name, (...args: unknown[]) => {
      operations.push(name);
      return typeof method === 'function' && Reflect.apply(method, store, args);
    });
  }
  const config = labConfigSchema.parse({ options });
  const app = createLabApp({ config, session, store, ...settings });
  let cookie = '';
  const visit: Visit = async (url, more = {}) => {
    const headers = { ...(cookie ? { cookie } : {}), ...more.headers };
    const response = await inject(app, { method: 'GET', url, ...more, headers });
    const given = [response.headers['set-cookie']].flat()[0];
    if (given) cookie = given.split(';', 1)[0] ?? '';
    return response;
  };
  return {
    app,
    operations,
    visit,
    post: (url: string, payload?: InjectOptions['payload']) =>
      visit(url, { method: 'POST', ...(payload === undefined ? {} : { payload }) }),
    /** What is stored, one entry for each session. */
    stored: async (): Promise<SessionData[]> =>
      Object.values(await labStore.snapshot()).map((text) => JSON.parse(text)),
    disconnect: () => store.emit('disconnect'),
  };
}

/** A form's body, for the visitor's `post`. */
export const form = (fields: Record<string, string>) => ({
  payload: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
