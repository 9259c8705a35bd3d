import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, type Cookie, chromium, type Page } from '@playwright/test';
import { findChromium } from './find-chromium.test-helper.ts';
import { selfSigned } from './self-signed.test-helper.ts';

/** How the request is caused: typed in, by a page of another site, or by a fetch of its own page. */
export type Cause =
  | 'typed'
  | 'fetch'
  | 'fetch-post'
  | 'link'
  | 'form-get'
  | 'form-post'
  | 'own-post'
  | 'omit';

type ChromiumAnswer = {
  /** Chromium's jar afterwards. */
  cookies: Cookie[];
  /** For each Set-Cookie that it refused, its line and Chromium's own names for why. */
  blocked: Array<{ line: string; reasons: string[] }>;
  /** The Cookie header that arrived, and for each cookie kept back its name and why. */
  cookieHeader: string | null;
  withheld: Array<{ name: string; reasons: string[] }>;
};

export type ChromiumProbe = {
  visit(request: {
    host: string;
    path: string;
    setCookie: readonly string[];
    cause: Cause;
  }): Promise<ChromiumAnswer>;
  clear(): Promise<void>;
  /** Makes the cookies that have an expiry older by so many ms; Chromium is started anew, and has forgotten the others. */
  age(ms: number): Promise<void>;
  close(): Promise<void>;
};

const otherSite = 'other.test';

/** A real Chromium with a fresh profile, and a server that sends it whatever Set-Cookie lines one likes. */
export async function startChromiumProbe(scheme: 'http' | 'https' = 'http'): Promise<ChromiumProbe> {
  let setCookie: readonly string[] = [];
  let arrived: IncomingMessage | undefined;
  const listener: RequestListener = (request, response) => {
    const isProbed = request.headers.host?.startsWith(otherSite) === false && request.url !== '/favicon.ico';
    if (isProbed) arrived = request;
    // Written by hand: Node's own writer refuses the control characters that some lines are about.
    const head = [
      'HTTP/1.1 200 OK',
      'Content-Type: text/html',
      'Content-Length: 0',
      'Connection: close',
      `Access-Control-Allow-Origin: ${request.headers.origin ?? '*'}`,
      'Access-Control-Allow-Credentials: true',
      ...(isProbed ? setCookie.map((line) => `Set-Cookie: ${line}`) : []),
    ];
    response.socket?.end(`${head.join('\r\n')}\r\n\r\n`);
  };
  const server = scheme === 'https' ? createTlsServer(selfSigned(), listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const profile = await profileWithThirdPartyCookies();
  let { context, page, devtools } = await launch(profile);

  return {
    visit: async (request) => {
      // A form that asks by GET puts its fields, of which it has none, behind a question mark.
      const query = request.cause === 'form-get' ? '?' : '';
      const url = `${scheme}://${request.host}:${port}${request.path}${query}`;
      if (request.cause !== 'typed') {
        const from = isOwn(request.cause) ? request.host : otherSite;
        setCookie = [];
        await page.goto(`${scheme}://${from}:${port}/`);
      }
      setCookie = request.setCookie;
      arrived = undefined;
      const seen = watch(devtools, url);
      await cause(page, url, request.cause);
      const { blocked, withheld } = await seen;
      const cookieHeader = requireArrived(arrived).headers.cookie ?? null;
      return { cookies: await context.cookies(), blocked, withheld, cookieHeader };
    },
    clear: () => context.clearCookies(),
    age: async (ms) => {
      await context.close();
      makeOlder(profile, ms);
      ({ context, page, devtools } = await launch(profile));
    },
    close: async () => {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(profile, { recursive: true, force: true });
    },
  };
}

const isOwn = (cause: Cause): boolean => cause === 'omit' || cause === 'own-post';

/** A Chromium for which every name leads to this machine. */
export async function launch(profile: string) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(chromium.executablePath()),
    headless: true,
    ignoreHTTPSErrors: true,
    args: ['--no-sandbox', `--host-resolver-rules=MAP * 127.0.0.1`],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  return { context, page, devtools };
}

/** In the file in which a Chromium that is not running keeps its cookies; its times are in µs. */
function makeOlder(profile: string, ms: number): void {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(join(profile, 'Default', 'Cookies'));
  const { changes } = database.prepare('UPDATE cookies SET creation_utc = creation_utc - ?').run(ms * 1000);
  database.close();
  if (Number(changes) === 0) throw new Error('Chromium had kept no cookie that could be made older.');
}

/** Playwright's usual contexts are like private windows, where Chromium blocks third-party cookies altogether. */
export async function profileWithThirdPartyCookies(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'cookie-probe-'));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

function requireArrived(request: IncomingMessage | undefined): IncomingMessage {
  if (request === undefined) throw new Error('Chromium’s request did not arrive at the server.');
  return request;
}

async function cause(page: Page, url: string, how: Cause): Promise<void> {
  if (how === 'typed') {
    await page.goto(url);
  } else if (how === 'link' || how === 'form-get' || how === 'form-post') {
    // As text: this file is compiled for Node, which knows no document.
    const where = JSON.stringify(url);
    const follow =
      how === 'link'
        ? `const link = document.createElement('a'); link.href = ${where}; document.body.append(link); link.click()`
        : `const form = document.createElement('form'); form.action = ${where}; form.method = '${how.slice(5)}'; document.body.append(form); form.submit()`;
    await page.evaluate(follow);
    await page.waitForURL(url);
  } else {
    const credentials = how === 'omit' ? 'omit' : 'include';
    const method = how.endsWith('-post') ? 'POST' : 'GET';
    await page.evaluate(([address, settings]) => fetch(address, settings), [
      url,
      { credentials, method },
    ] as const);
  }
}

/** What Chromium's network panel says about one request's cookies. */
function watch(devtools: CDPSession, url: string): Promise<Pick<ChromiumAnswer, 'blocked' | 'withheld'>> {
  return new Promise((resolve) => {
    const wanted = new Set<string>();
    const sent = new Map<string, ChromiumAnswer['withheld']>();
    const answered = new Map<string, ChromiumAnswer['blocked']>();
    const look = () => {
      for (const id of wanted) {
        const [withheld, blocked] = [sent.get(id), answered.get(id)];
        if (withheld === undefined || blocked === undefined) continue;
        devtools.off('Network.requestWillBeSent', onRequest);
        devtools.off('Network.requestWillBeSentExtraInfo', onSent);
        devtools.off('Network.responseReceivedExtraInfo', onAnswered);
        resolve({ withheld, blocked });
      }
    };
    const onRequest = ({ requestId, request }: { requestId: string; request: { url: string } }) => {
      if (request.url === url) wanted.add(requestId);
      look();
    };
    const onSent = (event: {
      requestId: string;
      associatedCookies: Array<{ cookie: { name: string }; blockedReasons: string[] }>;
    }) => {
      const withheld = event.associatedCookies.filter(({ blockedReasons }) => blockedReasons.length > 0);
      sent.set(
        event.requestId,
        withheld.map(({ cookie, blockedReasons }) => ({ name: cookie.name, reasons: blockedReasons })),
      );
      look();
    };
    const onAnswered = (event: {
      requestId: string;
      blockedCookies: Array<{ cookieLine: string; blockedReasons: string[] }>;
    }) => {
      const blocked = event.blockedCookies.map(({ cookieLine, blockedReasons }) => ({
        line: cookieLine,
        reasons: blockedReasons,
      }));
      answered.set(event.requestId, blocked);
      look();
    };
    devtools.on('Network.requestWillBeSent', onRequest);
    devtools.on('Network.requestWillBeSentExtraInfo', onSent);
    devtools.on('Network.responseReceivedExtraInfo', onAnswered);
  });
}
