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

describe('the app behind the window', () => {
  it('is served at a port that the system chooses', async () => {
    const start = vi.fn(async () => appAt(5000));
    expect((await serveApp(start, settings)).url).toBe('http://127.0.0.1:5000/#token=t');
    expect(start).toHaveBeenCalledWith(settings);
  });

  it('is none when it cannot start', async () => {
    await expect(serveApp(() => refuse('EMFILE'), settings)).rejects.toThrow('EMFILE');
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
