import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A server for tests alone, on a free port of this machine, with its data in a folder of its own. */
export type TestServer = {
  readonly url: string;
  /** At once, as a machine that fails. */
  kill(): Promise<void>;
  /** The same again, at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

const found = (name: string, folders: readonly string[]): string | null =>
  folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;

const redisServer = found('redis-server', (process.env['PATH'] ?? '').split(delimiter));
const postgresFolder = existsSync('/usr/lib/postgresql')
  ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
  : [];
const initdb = found('initdb', postgresFolder);
const postgres = found('postgres', postgresFolder);

/** For tests: whether a server is installed here. Where everything is to be tested, its absence is a failure of that. */
export const canRun = { redis: redisServer !== null, postgres: initdb !== null && postgres !== null };

for (const [name, can] of Object.entries(canRun)) {
  if (can || process.env['CI'] !== undefined) continue;
  process.stderr.write(`There is no ${name} here, so what needs it is not tested. See .ci/run.\n`);
}

/** For tests: what needs a server is left out where there is none, unless this is CI, where it then fails. */
export const isLeftOut = (name: keyof typeof canRun): boolean =>
  !canRun[name] && process.env['CI'] === undefined;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** For tests: a Redis. `args`: further arguments, as --requirepass. */
export async function startRedis(args: readonly string[] = [], scheme = 'redis'): Promise<TestServer> {
  if (redisServer === null) throw new Error('redis-server is not installed: see .ci/run.');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'test-redis-'));
  const isPlain = scheme === 'redis';
  const ports = isPlain ? ['--port', String(port)] : ['--port', '0', '--tls-port', String(port)];
  const command = [
    ...ports,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
    ...args,
  ];
  return running({
    start: () => spawn(redisServer, command, { stdio: ['ignore', 'pipe', 'pipe'] }),
    ready: /Ready to accept connections/,
    url: `${scheme}://127.0.0.1:${port}`,
    folder,
  });
}

/** For tests: a PostgreSQL, whose superuser is postgres with this password. It runs as another user where this is root. */
export async function startPostgres(password = 'postgres'): Promise<TestServer> {
  if (initdb === null || postgres === null) throw new Error('PostgreSQL is not installed: see .ci/run.');
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'test-postgres-'));
  const data = join(folder, 'data');
  const isRoot = process.getuid?.() === 0;
  const asUser = (file: string, args: readonly string[]): [string, string[]] =>
    isRoot
      ? ['setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', file, ...args]]
      : [file, [...args]];
  if (isRoot) chmodSync(folder, 0o777);
  const given = [
    '-D',
    data,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
    '-A',
    'scram-sha-256',
  ];
  const secret = join(folder, 'password');
  writeFileSync(secret, `${password}\n`, { mode: 0o644 });
  const [file, args] = asUser(initdb, [...given, `--pwfile=${secret}`]);
  execFileSync(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
  const [server, serverArgs] = asUser(postgres, options);
  return running({
    start: () => spawn(server, serverArgs, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder }),
    ready: /ready to accept connections/,
    // At SIGKILL those that serve connections would go on.
    killedBy: 'SIGQUIT',
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    folder,
  });
}

type Start = {
  start: () => ChildProcess;
  ready: RegExp;
  url: string;
  folder: string;
  killedBy?: NodeJS.Signals;
};

async function running({ start, ready, url, folder, killedBy = 'SIGKILL' }: Start): Promise<TestServer> {
  const begin = async () => {
    const child = start();
    await isReady(child, ready);
    return child;
  };
  let child = await begin();
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    url,
    kill: () => kill(killedBy),
    restart: async () => {
      child = await begin();
    },
    close: async () => {
      await kill('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isReady = (child: ChildProcess, ready: RegExp): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (ready.test(said)) resolve();
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
