import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import session from 'express-session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLabApp } from '../../app/lab-app.ts';
import { labConfigSchema } from '../../contract/options/lab-config.ts';
import { openStore } from '../../stores/drivers.ts';
import { expressCode } from './express-code.ts';

const cache = fileURLToPath(new URL('../../../.cache/', import.meta.url));
let folder = '';

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'express-code-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Asks for /views as one browser would, three times; what came back of cookies, with IDs and times blanked out. */
async function visits(origin: string, headers: Record<string, string>): Promise<string[]> {
  const seen: string[] = [];
  let cookie = '';
  for (const path of ['/views', '/views', '/me', '/views']) {
    const answer = await fetch(`${origin}${path}`, {
      headers: cookie === '' ? headers : { ...headers, cookie },
    });
    const lines = answer.headers.getSetCookie();
    cookie = lines[0]?.split(';', 1)[0] ?? cookie;
    const shape = lines.map((line) => line.replace(/=s%3A[^;]+/, '=…').replace(/Expires=[^;]+/, 'Expires=…'));
    const count = path === '/views' ? (await answer.text()).match(/\d+/)?.[0] : 'read';
    seen.push(`${answer.status} ${count} ${shape.join(' | ')}`);
  }
  return seen;
}

const runExported = (text: string, filename: string, headers: Record<string, string>): Promise<string[]> =>
  withExported(text, filename, (address) => visits(address, headers));

async function withExported<Value>(
  text: string,
  filename: string,
  use: (address: string) => Promise<Value>,
): Promise<Value> {
  const file = join(folder, filename);
  writeFileSync(file, text);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk;
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', () => reject(new Error(complaints)));
    });
    return await use(address);
  } finally {
    child.kill();
  }
}

async function runInLab(
  config: ReturnType<typeof labConfigSchema.parse>,
  headers: Record<string, string>,
): Promise<string[]> {
  const store = await openStore(config.store);
  const server = createServer(createLabApp({ config, session, store: store.store }));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    return await visits(`http://127.0.0.1:${port}`, headers);
  } finally {
    server.close();
    await store.close();
  }
}

const awkward = ['it\'s "quoted" \\ `$', '{process.exit(1)}`\n\u2028*/'].join('');
const https = { 'x-forwarded-proto': 'https' };

const cases: Array<[string, object, Record<string, string>]> = [
  ['the defaults', {}, {}],
  [
    'a saved expiry and rolling',
    { options: { resave: false, rolling: true, cookie: { maxAge: 60_000, sameSite: 'lax' } } },
    {},
  ],
  [
    'an uninitialized session left unsaved',
    { options: { saveUninitialized: false, cookie: { httpOnly: false, path: '/' } } },
    {},
  ],
  ['a Secure cookie on plain http', { options: { cookie: { secure: true } } }, {}],
  [
    'a Secure cookie behind a trusted proxy',
    { options: { trustProxy: 1, cookie: { secure: 'auto', sameSite: 'none' } } },
    https,
  ],
  [
    'a Secure cookie where the option trusts the proxy',
    { options: { proxy: true, cookie: { secure: true, partitioned: true, priority: 'high' } } },
    https,
  ],
  [
    'auto in the function form',
    { options: { cookieForm: 'function', trustProxy: true, cookie: { secure: 'auto', maxAge: 5000 } } },
    https,
  ],
  [
    'several secrets that need quoting, and another name',
    { options: { secret: [awkward, 'old'], name: "my'sid", genid: 'uuid' } },
    {},
  ],
  [
    'a date and a counter',
    { options: { genid: 'counter', cookie: { expires: '2099-01-01T00:00:00Z' } } },
    {},
  ],
  ['SQLite', { options: { resave: false, cookie: { maxAge: 60_000 } }, store: { kind: 'sqlite' } }, {}],
  [
    'no touch, two digits',
    { options: { resave: false, genid: 'two-digits', unset: 'destroy' }, store: { kind: 'memory-no-touch' } },
    {},
  ],
];

describe('the exported file sends the same cookies and keeps the same sessions as the lab', () => {
  for (const [name, given, headers] of cases)
    it(name, async () => {
      const config = labConfigSchema.parse(given);
      const inLab = await runInLab(config, headers);
      for (const language of ['ts', 'js'] as const) {
        const { filename, text } = expressCode(config, language);
        expect(await runExported(text, filename, headers), text).toEqual(inLab);
      }
    });

  it('one at a time, so that visits at once are all counted', async () => {
    const config = labConfigSchema.parse({ oneAtATime: true, options: { name: "my'sid" } });
    for (const language of ['ts', 'js'] as const) {
      const { filename, text } = expressCode(config, language);
      const count = await withExported(text, filename, async (address) => {
        const first = await fetch(`${address}/views`);
        const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
        const visit = async () => (await fetch(`${address}/views`, { headers: { cookie } })).text();
        const counts = await Promise.all(Array.from({ length: 20 }, visit));
        return Math.max(...counts.map((words) => Number.parseInt(words, 10)));
      });
      expect(count, text).toBe(21);
    }
  });

  it('keeps what it holds inside its quotes', async () => {
    const config = labConfigSchema.parse({ options: { secret: awkward, name: "a'b" } });
    const { text } = expressCode(config, 'js');
    const written = text.match(/SESSION_SECRET'\] \?\? ([\s\S]*?),\n/)?.[1] ?? '';
    const { default: read } = await import(
      `data:text/javascript,${encodeURIComponent(`export default ${written}`)}`
    );
    expect(read).toBe(awkward);
  });
});
