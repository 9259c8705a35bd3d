import { randomBytes } from 'node:crypto';
import { endWithParent } from '../server/cli/process/end-with-parent.ts';
import { findRuntime, whyNoWindow } from './desktop.ts';
import { startServer } from './dev-api.ts';
import { startPage } from './dev-page.ts';
import { freePort } from './ports.ts';

// `npm run dev`: the page with hot reload, the server restarted on each change, and the window where one can be had.
// The server keeps its port and token over restarts, so that the page and the window go on where they were.
endWithParent();
const [apiPort, pagePort] = [await freePort(), await freePort()];
const api = `http://127.0.0.1:${apiPort}`;
const page = `http://127.0.0.1:${pagePort}`;
const token = randomBytes(32).toString('base64url');
const address = `${page}/#token=${token}`;
process.env['PLAYGROUND_DEV_API'] = api;
process.env['PLAYGROUND_DEV_PAGE'] = page;

const noWindow =
  whyNoWindow() ?? (findRuntime() ? null : "Electron's runtime is not here (npx install-electron)");
const say = (text: string): boolean => process.stderr.write(`dev: ${text}\n`);

const server = startServer({ port: apiPort, token, say });
const front = await startPage({ address, withWindow: noWindow === null });
if (noWindow !== null) say(`no window, because ${noWindow}`);
say(`page ${address}`);

let stopping: Promise<unknown> | undefined;
const stop = (): Promise<unknown> => {
  stopping ??= Promise.all([front.close(), server.close()]);
  return stopping;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
await front.ended;
await stop();
