import { describe, expect, it, vi } from 'vitest';
import type { App } from '../server/index.ts';
import { developmentAddress, serveApp } from './serve.ts';

const versions = { node: '24.0.0', express: '5.3.0', expressSession: '1.19.0' };
const settings = { pageDir: 'out/renderer', spawnChild: vi.fn() };
const appAt = (port: number): App => ({
  url: `http://127.0.0.1:${port}/#token=t`,
  labUrl: 'http://127.0.0.1:9/',
  versions,
  close: async () => {},
});
const refuse = (code: string): Promise<App> => Promise.reject(Object.assign(new Error(code), { code }));

describe('the port of the page', () => {
  it('is the one it had last time, because what the page remembers hangs on it', async () => {
    const start = vi.fn(async ({ port }: { port?: number }) => appAt(port ?? 0));
    expect((await serveApp(start, settings, 4173)).url).toBe('http://127.0.0.1:4173/#token=t');
  });

  it('is another when somebody has taken it', async () => {
    const start = vi.fn(({ port }: { port?: number }) =>
      port === 4173 ? refuse('EADDRINUSE') : Promise.resolve(appAt(5000)),
    );
    expect((await serveApp(start, settings, 4173)).url).toBe('http://127.0.0.1:5000/#token=t');
    expect(start).toHaveBeenLastCalledWith({ ...settings, port: 0 });
  });

  it('is none when the app cannot start for another reason', async () => {
    await expect(serveApp(() => refuse('EMFILE'), settings, 4173)).rejects.toThrow('EMFILE');
    await expect(serveApp(() => refuse('EADDRINUSE'), settings, 0)).rejects.toThrow('EADDRINUSE');
  });
});

describe('an address given from outside', () => {
  const env = { PLAYGROUND_DEV_ADDRESS: 'http://127.0.0.1:5173/#token=t' };

  it('is taken in development', () => {
    expect(developmentAddress(false, env)).toBe(env.PLAYGROUND_DEV_ADDRESS);
    expect(developmentAddress(false, {})).toBeNull();
  });

  it('is never taken by a packaged app, and never leads elsewhere', () => {
    expect(developmentAddress(true, env)).toBeNull();
    expect(developmentAddress(false, { PLAYGROUND_DEV_ADDRESS: 'https://evil.example/' })).toBeNull();
  });
});
