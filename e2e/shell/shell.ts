import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { type Browser, chromium, expect as impatient, type Page, test } from '@playwright/test';
import { chromiumLaunchOptions } from '../../scripts/chromium.ts';
import { packedApp } from '../../scripts/packed-app.test-helper.ts';
import { inRepository } from '../../scripts/root.ts';

type Told = { what: string; details: unknown };

export type Shell = {
  page(): Promise<Page>;
  /** Everything that the app told so far, of one kind. */
  told(what: string): unknown[];
  /** Settles at the next of its kind that fits; what was told before counts. */
  tells(what: string, fits?: RegExp): Promise<unknown>;
  forget(): void;
  does(name: string, ...args: string[]): Promise<unknown>;
  answer(kind: 'open' | 'save' | 'message', answer: object): Promise<unknown>;
  child: ChildProcess;
  exited: Promise<number | null>;
  output(): string;
};

/** Started apps and their labs take seconds on a machine with other work to do. */
export const expect = impatient.configure({ timeout: 180_000 });

/**
 * Installs the app for the tests of a file, which come one after the other. `current`: whose output is shown of one that
 * fails. Answers where in its home a file is.
 */
export function installForTests(current: () => Shell): (name?: string) => string {
  let home = '';
  let remove = () => {};
  test.describe.configure({ mode: 'serial', timeout: 180_000 });
  // What a closed window, a signal or a path is hangs on the system: e2e/desktop-end.spec.ts shows it on the others.
  test.skip(process.platform !== 'linux', 'the app is packed for Linux, and run as there');
  test.beforeAll(async () => {
    ({ home, remove } = await installApp());
  });
  test.afterAll(() => remove());
  test.afterEach(async ({ browserName: _ }, info) => {
    if (info.status !== info.expectedStatus)
      await info.attach('what the app printed', { body: current().output() });
  });
  return (name = '') => join(home, name);
}

/** A home whose package.json says commonjs, as `npm init` writes it, with the app installed below. */
async function installApp(): Promise<{ home: string; remove: () => void }> {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  writeFileSync(join(home, 'package.json'), '{"name":"home","type":"commonjs"}');
  const resources = join(home, 'app/resources');
  const packed = join(await packedApp(), 'resources');
  mkdirSync(resources, { recursive: true });
  extractAll(join(packed, 'app.asar'), join(resources, 'app.asar'));
  const unpacked = 'app.asar.unpacked';
  if (existsSync(join(packed, unpacked)))
    cpSync(join(packed, unpacked), join(resources, unpacked), { recursive: true });
  return { home, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Starts the installed app. `home/data` is its profile. */
export function startShell(home: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Shell {
  const { executablePath = 'chromium', args: switches } = chromiumLaunchOptions();
  const start = inRepository('e2e/shell/electron/start.ts');
  const child = spawn(
    process.execPath,
    ['--no-warnings', start, join(home, 'app/resources'), `--user-data-dir=${join(home, 'data')}`, ...args],
    {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        STAND_IN: '1',
        STAND_IN_CHROMIUM: JSON.stringify([executablePath, ...switches]),
        ...env,
      },
    },
  );
  const all: Told[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  child.on('message', (message: Told) => {
    all.push(message);
    news.emit('told');
  });
  const exited = once(child, 'exit').then(([code]) => code);
  const ended = exited.then((code) => {
    throw new Error(`The app ended with ${code}:\n${output}`);
  });
  ended.catch(() => {});

  const find = (what: string, fits: RegExp) =>
    all.find((one) => one.what === what && fits.test(JSON.stringify(one.details)));
  const tells: Shell['tells'] = async (what, fits = /(?:)/) => {
    for (;;) {
      const found = find(what, fits);
      if (found !== undefined) return found.details;
      await Promise.race([once(news, 'told'), ended]);
    }
  };
  let asked = 0;
  const does: Shell['does'] = async (name, ...args) => {
    asked += 1;
    child.send({ id: asked, name, args });
    const done = await tells('done', new RegExp(`"id":${asked},`));
    return Reflect.get(Object(done), 'value');
  };
  let browser: Browser | null = null;
  return {
    child,
    exited,
    tells,
    does,
    told: (what) => all.filter((one) => one.what === what).map(({ details }) => details),
    forget: () => void all.splice(0, all.length, ...all.filter(({ what }) => what === 'chromium')),
    answer: (kind, answer) => does('answer', kind, JSON.stringify(answer)),
    output: () => output,
    // Playwright does not come back to a page that crashed: each time it looks anew.
    page: async () => {
      const endpoint = String(await tells('chromium'));
      await browser?.close();
      browser = await chromium.connectOverCDP(endpoint);
      const context = browser.contexts()[0];
      const isOurs = (page: Page) => page.url().startsWith('http://127.0.0.1:');
      for (;;) {
        const page = context?.pages().find(isOurs);
        if (page !== undefined) return page;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** The text of a scenario of one request. `more`: what else stands in it. */
export const scenario = (title: string, path = '/views', more: object = {}) =>
  JSON.stringify({
    format: 'session-playground/scenario@1',
    title,
    browsers: ['alice'],
    steps: [{ send: { id: 'A', browser: 'alice', path } }, { expect: { response: 'A', status: 200 } }],
    ...more,
  });
