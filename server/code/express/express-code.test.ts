import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import session from 'express-session';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileHandler } from '../../app/compile-handler.ts';
import { createLabApp } from '../../app/lab-app.ts';
import { type LabConfig, labConfigSchema } from '../../contract/options/lab-config.ts';
import { openStore } from '../../stores/drivers.ts';
import { expressCode } from './express-code.ts';
import { type Ask, everything, use, visit } from './used-app.test-helper.ts';

const cache = fileURLToPath(new URL('../../../.cache/', import.meta.url));
let folder = '';

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'express-code-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The file, with a way to look into its store. */
const withLook = (text: string): string =>
  text.replace(
    '\nconst server = ',
    `
app.get('/look', (req, res) => {
  Reflect.get(req, 'sessionStore').get(String(req.query['sid']), (_error, found) => res.json(found ?? null));
});

const server = `,
  );

const runExported = (
  text: string,
  filename: string,
  headers: Record<string, string>,
  requests = everything,
) =>
  withExported(withLook(text), filename, (address) =>
    use(address, headers, requests, (origin) => async (sid) => {
      const look = await fetch(`${origin}/look?sid=${encodeURIComponent(sid)}`);
      return look.ok ? look.json() : null;
    }),
  );

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
  config: LabConfig,
  headers: Record<string, string>,
  handler: RequestHandler | null = null,
  requests = everything,
): Promise<string[]> {
  const store = await openStore(config.store);
  const server = createServer(createLabApp({ config, session, store: store.store, handler }));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const get: Ask = (sid) =>
    new Promise((resolve, reject) => {
      store.store.get(sid, (error, found) => (error ? reject(error) : resolve(found ?? null)));
    });
  try {
    return await use(`http://127.0.0.1:${port}`, headers, requests, () => get);
  } finally {
    server.close();
    await store.close();
  }
}

const codeOf = (config: LabConfig, language: 'ts' | 'js', handler: string | null = null) =>
  expressCode({ config, handler, isFaulty: false, clock: 0 }, language);

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
    'a cookie function of one’s own',
    {
      options: {
        trustProxy: true,
        cookie: [
          '(req) => ({',
          "  secure: req.secure, sameSite: req.method === 'GET' ? 'lax' : 'strict',",
          '})',
        ],
      },
    },
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
  ['no secret', { options: { secret: null } }, {}],
  ['a cookie that cannot be written', { options: { cookie: { maxAge: 'NaN' } } }, {}],
  ['no span, and SameSite in capitals', { options: { cookie: { maxAge: false, sameSite: 'Lax' } } }, {}],
  ['SQLite', { options: { resave: false, cookie: { maxAge: 60_000 } }, store: { kind: 'sqlite' } }, {}],
  [
    'a touch by get and set',
    { options: { resave: false, cookie: { maxAge: 60_000 } }, store: { kind: 'memory-non-atomic-touch' } },
    {},
  ],
  [
    'no touch, IDs of the clock',
    { options: { resave: false, genid: 'timestamp', unset: 'destroy' }, store: { kind: 'memory-no-touch' } },
    {},
  ],
];

describe('the exported file answers, sends the same cookies and keeps the same sessions as the lab', () => {
  for (const [name, given, headers] of cases)
    it(name, async () => {
      const config = labConfigSchema.parse(given);
      const inLab = await runInLab(config, headers);
      expect(inLab.length).toBeGreaterThan(everything.length - 1);
      for (const language of ['ts', 'js'] as const) {
        const { filename, text } = codeOf(config, language);
        expect(await runExported(text, filename, headers)).toEqual(inLab);
      }
    });

  it('one at a time, so that visits at once are all counted', async () => {
    const config = labConfigSchema.parse({ oneAtATime: true, options: { name: "my'sid" } });
    for (const language of ['ts', 'js'] as const) {
      const { filename, text } = codeOf(config, language);
      const count = await withExported(text, filename, async (address) => {
        const first = await fetch(`${address}/views`);
        const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
        const visit = async () => (await fetch(`${address}/views`, { headers: { cookie } })).text();
        const counts = await Promise.all(Array.from({ length: 20 }, visit));
        return Math.max(...counts.map((text) => JSON.parse(text).views));
      });
      expect(count, text).toBe(21);
    }
  });

  it('two digits for an ID', async () => {
    const config = labConfigSchema.parse({ options: { genid: 'two-digits' } });
    const requests = [visit, visit, { path: '/me' }];
    const inLab = await runInLab(config, {}, null, requests);
    const { filename, text } = codeOf(config, 'js');
    expect(await runExported(text, filename, {}, requests)).toEqual(inLab);
  });

  it('has the handler that was typed in, with all that it can call in the lab', async () => {
    const source = `async (req, res) => {
  const { basename } = require('node:path');
  await reloadEarly(req);
  await work(req);
  req.session.mine = (req.session.mine ?? 0) + 1;
  res.json({ file: basename('/a/b.txt'), mine: req.session.mine });
};`;
    const compiled = compileHandler(source);
    if (!compiled.ok) throw new Error('the handler was refused');
    const config = labConfigSchema.parse({ options: { resave: false } });
    const requests = [visit, { path: '/mine?work=10' }, { method: 'POST', path: '/mine?early=reload' }];
    const inLab = await runInLab(config, {}, compiled.handler, requests);
    expect(inLab.join()).toContain('"mine":2');
    for (const language of ['ts', 'js'] as const) {
      const { filename, text } = codeOf(config, language, source);
      expect(await runExported(text, filename, {}, requests)).toEqual(inLab);
    }
  });

  it('works as long as it is asked to, so that overlapping requests lose what they lose in the lab', async () => {
    const config = labConfigSchema.parse({});
    const { filename, text } = codeOf(config, 'ts');
    const views = await withExported(text, filename, async (address) => {
      const first = await fetch(`${address}/views`);
      const cookie = first.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
      const visitLong = async () =>
        (await fetch(`${address}/views?work=700`, { headers: { cookie } })).json();
      return Promise.all([visitLong(), visitLong()]);
    });
    expect(views).toEqual([{ views: 2 }, { views: 2 }]);
  });

  it('says what it does not have, in its head and beside it', () => {
    const apps = [{ id: 'shop', name: 'shop.sid', secret: ['x'], path: '/' }];
    const config = labConfigSchema.parse({ instances: 2, apps });
    const { text, notes } = expressCode({ config, handler: 'x', isFaulty: true, clock: 5 }, 'js');
    for (const note of notes) expect(text).toContain(`// ${note}\n`);
    for (const said of [/2 instances/, /shop/, /go wrong/, /clock/, /strict mode/, /bcrypt/])
      expect(notes).toContainEqual(expect.stringMatching(said));
  });

  it.each([
    ['round robin', /2 instances, which take turns\./],
    ['sticky', /2 instances, which each keep the browsers that they answered first/],
    ['least busy', /2 instances, which are asked where the fewest requests/],
    ['random', /2 instances, which are asked by chance\./],
  ])('says who answers as the balancer %s has it', (balancer, says) => {
    const config = labConfigSchema.parse({ instances: 2, balancer });
    const { notes, text } = expressCode({ config, handler: null, isFaulty: false, clock: 0 }, 'js');
    expect(notes).toContainEqual(expect.stringMatching(says));
    expect(text.includes('take turns')).toBe(balancer === 'round robin');
  });

  it('does not say of an app with a host of its own that it shares the host', () => {
    const apps = [{ id: 'shop', name: 'shop.sid', secret: ['x'], path: '/', host: 'shop.test' }];
    const config = labConfigSchema.parse({ apps });
    const { text } = expressCode({ config, handler: null, isFaulty: false, clock: 0 }, 'js');
    expect(text).toContain('shop');
    expect(text).not.toContain('same host');
  });

  it('is TypeScript without a mistake', () => {
    const odd = {
      secret: null,
      genid: 'async',
      cookie: { maxAge: false, sameSite: 'None', priority: 'High', path: null },
    };
    const files = [{}, odd].map((options, place) => {
      const config = labConfigSchema.parse({ options, oneAtATime: true, store: { kind: 'sqlite' } });
      const file = join(folder, `checked-${place}.ts`);
      writeFileSync(file, codeOf(config, 'ts').text);
      return file;
    });
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2024,
      types: ['node'],
    });
    const mistakes = ts.getPreEmitDiagnostics(program).map(({ messageText, start, file: at }) => {
      const line = at && start !== undefined ? at.text.slice(0, start).split('\n').length : 0;
      return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    expect(mistakes).toEqual([]);
  }, 60_000);

  it('keeps what it holds inside its quotes', async () => {
    const config = labConfigSchema.parse({ options: { secret: awkward, name: "a'b" } });
    const { text } = codeOf(config, 'js');
    const written = text.match(/SESSION_SECRET'\] \?\? ([\s\S]*?),\n/)?.[1] ?? '';
    const { default: read } = await import(
      `data:text/javascript,${encodeURIComponent(`export default ${written}`)}`
    );
    expect(read).toBe(awkward);
  });
});
