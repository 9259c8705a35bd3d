/** Its handler and what stands around it, in an app that is otherwise as others are. */
const app = (handler: string, before = '', options = ''): string => `
  import express from 'express';
  import session from 'express-session';
  ${before}
  const app = express();
  app.use(session({ secret: 's', resave: false, saveUninitialized: true${options} }));
  app.get('/', ${handler});
  export default app;`;
const counts = '(req, res) => { req.session.n = (req.session.n ?? 0) + 1; res.json(req.session.n); }';
/** Two requests that each add one, of one session: what comes of it where the app's ways do no harm. */
const counted = /^\d+ of \d+ orders lose alice’s write\.$/m;

/** Apps that do what no app should, each with what is told of it: on stdout where it is raced, else on stderr. */
export const hostileApps: ReadonlyArray<readonly [does: string, source: string, told: RegExp]> = [
  // As it is loaded.
  ['throws as it is loaded', `throw new Error('no database')`, /it cannot be loaded: no database/],
  ['throws what is no error', `throw null`, /it cannot be loaded/],
  [
    'throws an error that throws when it is read',
    `throw { get message() { throw 1; }, toString() { throw 2; } }`,
    /it cannot be loaded/,
  ],
  [
    'rejects later where nobody listens',
    `${app(counts)} Promise.reject(new Error('late'));`,
    /threw where nothing catches it \(late\)/,
  ],
  ['ends the process as it is loaded', `process.exit(3)`, /called process\.exit\(3\)/],
  ['ends it with 0', `process.exit(0)`, /ended the thread/],
  ['aborts', `process.kill(process.pid, 'SIGKILL')`, /had the race’s process ended \(SIGKILL\)/],
  ['never comes to its end', `await new Promise(() => {})`, /it was not loaded after 20 s/],
  ['loops for ever as it is loaded', `for (;;);`, /did not give control back/],
  ['imports what is not there', `import './no-such-file.js'`, /it cannot be loaded: Cannot find module/],
  [
    'has two modules that import each other',
    `import * as self from './SELF'; export default self.default;`,
    /it cannot be loaded: /,
  ],
  [
    'eats all memory',
    `const all = []; for (;;) all.push(new Array(1e6).fill(all.length));`,
    /used up the memory|did not give control back/,
  ],
  // What it exports.
  ['exports a number', `export default 7`, /expected a module that exports createApp/],
  [
    'has a createApp that gives nothing',
    `export const createApp = () => {}`,
    /expected createApp to give an Express app/,
  ],
  [
    'has a createApp that throws',
    `export const createApp = () => { throw new Error('no pool'); }`,
    /its createApp did not give an app: no pool/,
  ],
  [
    'has a createApp that never answers',
    `export const createApp = () => new Promise(() => {})`,
    /createApp had not given an app after 20 s/,
  ],
  [
    'has a createApp that gives a proxy that throws',
    `export const createApp = () => new Proxy(() => {}, { get() { throw new Error('no'); }, has() { throw new Error('no'); } })`,
    /its createApp did not give an app: no/,
  ],
  [
    'has no session',
    `import express from 'express'; export default express();`,
    /no session middleware of express-session or @fastify\/session was made/,
  ],
  // Its handlers.
  ['never answers', app('() => {}'), /neither took a next step nor ended within 2 s/],
  [
    'answers with a stream that never ends',
    app(`(req, res) => { res.write('a'); setInterval(() => res.write('b'), 50); }`),
    /neither took a next step nor ended within 2 s/,
  ],
  ['ends the process in a handler', app('() => process.exit(4)'), /called process\.exit\(4\)/],
  ['loops for ever in a handler', app('() => { for (;;); }'), /did not give control back/],
  [
    'throws in a timer',
    app(`(req, res) => setTimeout(() => { throw new Error('in a timer'); }, 1)`),
    /threw where nothing catches it \(in a timer\)/,
  ],
  [
    'throws what is no error in a handler',
    app('() => { throw undefined; }'),
    /All 6 orders end as one request after the other would/,
  ],
  [
    'answers twice',
    app('(req, res) => { res.send("a"); res.send("b"); }'),
    /did not behave the same when replayed/,
  ],
  ['cuts the connection', app('(req) => req.socket.destroy()'), /Nothing was raced/],
  // What it does to what is around it.
  [
    'listens on two ports, and opens a socket',
    app(
      counts,
      `
    import { createServer } from 'node:http'; import net from 'node:net';
    createServer().listen(0); createServer().listen(0); net.createServer().listen(0, '127.0.0.1');`,
    ),
    counted,
  ],
  [
    'starts processes that outlive it',
    app(
      counts,
      `
    import { spawn } from 'node:child_process';
    spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).unref(); spawn('sleep', ['600']);`,
    ),
    counted,
  ],
  [
    'prints without end',
    app(counts, `setInterval(() => { for (let i = 0; i < 200; i += 1) console.log('x'.repeat(1000)); }, 1);`),
    counted,
  ],
  [
    'changes every store',
    app(
      counts,
      `session.MemoryStore.prototype.get = (sid, done) => done(null, null); session.Store.prototype.createSession = () => ({});`,
    ),
    // Each asks the store, which finds nothing, and saves a session of its own.
    /All 6 orders end as one request after the other would/,
  ],
  [
    'has another Promise',
    app(
      counts,
      `globalThis.Promise = class extends Promise { then() { return super.then(...arguments); } };`,
    ),
    counted,
  ],
  [
    'deletes globals',
    app(
      counts,
      `for (const name of ['setTimeout', 'setImmediate', 'queueMicrotask', 'Buffer', 'URL', 'AbortController', 'structuredClone']) delete globalThis[name];`,
    ),
    /the race cannot go on in the app’s process: URL is not defined/,
  ],
  [
    'catches what nothing else does',
    app(
      `(req, res) => setTimeout(() => { throw new Error('swallowed'); }, 1)`,
      `process.on('uncaughtException', () => {});`,
    ),
    /threw where nothing catches it \(swallowed\)/,
  ],
  [
    'lets nothing keep it awake',
    app(
      counts,
      `const real = globalThis.setInterval; globalThis.setInterval = (...all) => real(...all).unref(); process.unref?.(); process.stdin.unref?.();`,
    ),
    counted,
  ],
  [
    'closes what it is reached by',
    app(counts, `import { closeSync } from 'node:fs'; closeSync(3);`),
    /had the race’s process ended|closed the race’s way to the app/,
  ],
  [
    'talks on the worker’s port',
    app(
      counts,
      `import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ id: 0, answer: { ok: true } }); parentPort.close();`,
    ),
    /sent the app what no race sends/,
  ],
];
