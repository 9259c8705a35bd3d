import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import session from 'express-session';
import { createLabApp } from '../server/app/lab-app.ts';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';

/** The lab's app without an observer, in a worker as the lab is; tells its port. */
const app = createLabApp({ config: defaultLabConfig(), session, store: new session.MemoryStore() });
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  parentPort?.postMessage(port);
});
