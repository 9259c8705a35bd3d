import { rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Cookie } from '@playwright/test';
import type { From } from '../contract/hosts.ts';
import { launch, profileWithThirdPartyCookies } from './chromium-probe.test-helper.ts';
import { selfSigned } from './self-signed.test-helper.ts';

type Scheme = 'http' | 'https';
/** `http://app.localhost`, without a port: the probe's own is put in. */
export type Place = `${Scheme}://${string}`;

/** What a page does, and where it leads. */
export type Deed = {
  /** null: the address bar. */
  page: Place | null;
  by: From['by'] | 'typed';
  credentials?: From['credentials'];
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  to: Place;
  /** Where a redirect leads over before. */
  over?: Place;
};

/** How the server answers, by method: status and headers. */
export type Answers = (method: string) => { status?: number; headers?: ReadonlyArray<[string, string]> };

/** A request as it came to the server. */
export type Arrived = {
  method: string;
  host: string;
  cookie: string | null;
  origin: string | null;
  asks: string | null;
  asksHeaders: string | null;
};

export type PageProbe = {
  do(deed: Deed, answers?: Answers): Promise<{ arrived: Arrived[]; wasRead: boolean | null }>;
  /** Its address as a browser knows it. */
  at(place: Place): string;
  cookies(): Promise<Cookie[]>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** A real Chromium with pages on any host, http and https, and a server that keeps what came to it. */
export async function startPageProbe(): Promise<PageProbe> {
  let arrived: Arrived[] = [];
  let count = 0;
  let answers: Answers = () => ({});
  const listener: RequestListener = (req, res) => {
    const url = new URL(req.url ?? '/', 'http://probe');
    if (url.pathname === '/page' || url.pathname === '/favicon.ico') {
      return void res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>a page');
    }
    const { headers, method = '' } = req;
    arrived.push({
      method,
      host: headers.host?.replace(/:\d+$/, '') ?? '',
      cookie: headers.cookie ?? null,
      origin: headers.origin ?? null,
      asks: headers['access-control-request-method'] ?? null,
      asksHeaders: headers['access-control-request-headers'] ?? null,
    });
    const { status = 200, headers: given = [] } = answers(method);
    const lines: Array<[string, string]> = [
      ['Content-Type', 'text/html'],
      ['Cache-Control', 'no-store'],
      ...given,
    ];
    const to = url.searchParams.get('to');
    if (to !== null) return void res.writeHead(307, [...lines, ['Location', to]].flat()).end();
    res.writeHead(status, lines.flat()).end('<!doctype html><p>answered');
  };
  const servers: Record<Scheme, Server> = {
    http: createServer(listener),
    https: createTlsServer(selfSigned(), listener),
  };
  const ports = { http: 0, https: 0 };
  for (const scheme of ['http', 'https'] as const) {
    await new Promise<void>((resolve) => servers[scheme].listen(0, '127.0.0.1', resolve));
    ports[scheme] = (servers[scheme].address() as AddressInfo).port;
  }
  const at = (place: Place): string =>
    `${place}:${ports[new URL(place).protocol === 'https:' ? 'https' : 'http']}`;
  const profile = await profileWithThirdPartyCookies();
  const { context, page } = await launch(profile);

  return {
    at,
    do: async (deed, given = () => ({})) => {
      const { by, method = 'GET', to, over } = deed;
      answers = () => ({});
      const begin = deed.page === null ? null : `${at(deed.page)}/page`;
      if (begin !== null && page.url() !== begin) await page.goto(begin);
      answers = given;
      arrived = [];
      // Another one each time: what a preflight was answered is remembered by address.
      const target = `${at(to)}/deed?${++count}`;
      const url = over === undefined ? target : `${at(over)}/over?to=${encodeURIComponent(target)}`;
      if (by === 'typed') {
        await page.goto(url);
        return { arrived, wasRead: null };
      }
      const { credentials = 'same-origin', headers = {}, body } = deed;
      const settings = JSON.stringify({ method, credentials, headers, body });
      const where = JSON.stringify(url);
      if (by === 'link' || by === 'form') {
        await page.evaluate(
          by === 'link'
            ? `{ const a = document.createElement('a'); a.href = ${where}; document.body.append(a); a.click() }`
            : `{ const form = document.createElement('form'); form.action = ${where}; form.method = '${method}'; document.body.append(form); form.submit() }`,
        );
        await page.waitForURL((now) => now.pathname === '/deed');
        return { arrived, wasRead: null };
      }
      // As text: this file is compiled for Node, which knows no document.
      const wasRead = await page.evaluate<boolean>(
        by === 'fetch'
          ? `fetch(${where}, ${settings}).then((r) => r.text()).then(() => true, () => false)`
          : `new Promise((resolve) => { const one = document.createElement('${by === 'image' ? 'img' : 'iframe'}'); one.onload = one.onerror = () => resolve(false); one.src = ${where}; document.body.append(one) })`,
      );
      return { arrived, wasRead: by === 'fetch' ? wasRead : null };
    },
    cookies: () => context.cookies(),
    clear: () => context.clearCookies(),
    close: async () => {
      await context.close();
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await rm(profile, { recursive: true, force: true });
    },
  };
}
