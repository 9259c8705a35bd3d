import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import { fakePlayground } from './fake-playground.test-helper.ts';
import { fakeRaces } from './fake-races.test-helper.ts';

let pageDir: string;
let plane: ControlPlane;
beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'session-playground-page-'));
  await mkdir(join(pageDir, 'assets'));
  await writeFile(join(pageDir, 'index.html'), '<title>built</title>');
  await writeFile(join(pageDir, 'assets', 'index-a1b2.js'), 'export {};');
  await writeFile(join(pageDir, '.hidden'), 'hidden');
  plane = await createControlPlane({ playground: fakePlayground(), races: fakeRaces(), pageDir });
});
afterAll(async () => {
  await plane.close();
  await rm(pageDir, { recursive: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(`${plane.origin}${path}`, init);

/** The status of a path or Host that fetch would put right first. */
const rawStatus = (path: string, ...hosts: string[]): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(plane.origin);
    const headers = hosts.length === 0 ? {} : hosts.flatMap((host) => ['Host', host]);
    request({ hostname, port, path, headers }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });

describe('the built page', () => {
  it('comes without a token, under strict headers, and is never kept', async () => {
    const page = await get('/');
    expect(await page.text()).toContain('built');
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|http:|\*/);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    expect(page.headers.get('x-powered-by')).toBeNull();
    expect(page.headers.get('set-cookie')).toBeNull();
  });

  it('has assets that never change under their name', async () => {
    const script = await get('/assets/index-a1b2.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toContain('javascript');
  });

  it('is refused to a rebound name, and by any other method', async () => {
    expect(await rawStatus('/', 'evil.example')).toBe(403);
    const { host } = new URL(plane.origin);
    expect(await rawStatus('/', host)).toBe(200);
    expect(await rawStatus('/', host, 'evil.example')).toBe(403);
    expect(await rawStatus('/', host, host)).toBe(403);
    expect((await get('/', { method: 'POST' })).status).toBe(405);
    expect((await get('/', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });

  it('comes in spite of all the cookies that other ports of this host have set', async () => {
    const cookie = Array.from({ length: 13 }, (_, at) => `other${at}=${'x'.repeat(3000)}`).join('; ');
    expect((await get('/', { headers: { cookie } })).status).toBe(200);
    const headers = { cookie, authorization: `Bearer ${plane.token}` };
    expect((await get('/api/state', { headers })).status).toBe(200);
  });

  it.each(['/nothing', '/.hidden', '/../page.ts', '/..%2f..%2fpackage.json', '/assets/', '/%E0%A4%A'])(
    'has nothing at %s',
    async (path) => {
      expect(await rawStatus(path)).toBeGreaterThanOrEqual(400);
      expect(await rawStatus('/')).toBe(200);
    },
  );

  it('says what to run when it is not built', async () => {
    const empty = await createControlPlane({
      playground: fakePlayground(),
      races: fakeRaces(),
      pageDir: join(pageDir, 'none'),
    });
    const page = await fetch(empty.url);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run build');
    await empty.close();
  });
});

describe('a control plane', () => {
  it('has its token in the address’s fragment, 256 bits, another at each start', async () => {
    const other = await createControlPlane({ playground: fakePlayground(), races: fakeRaces(), pageDir });
    expect(other.url).toBe(`${other.origin}/#token=${other.token}`);
    expect(Buffer.from(other.token, 'base64url').length).toBe(32);
    expect(other.token).not.toBe(plane.token);
    await other.close();
    await other.close();
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL(plane.origin).port);
    const second = createControlPlane({ playground: fakePlayground(), races: fakeRaces(), pageDir, port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
