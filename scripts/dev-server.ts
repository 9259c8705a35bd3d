import { startApp } from '../server/index.ts';
import { inRepository } from './root.ts';

// The server of `npm run dev`: at a port and with a token that outlive it, so that a restart disturbs nobody.
const app = await startApp({
  pageDir: inRepository('out/renderer'),
  port: Number(process.env['PLAYGROUND_DEV_PORT']),
  ...(process.env['PLAYGROUND_DEV_TOKEN'] ? { token: process.env['PLAYGROUND_DEV_TOKEN'] } : {}),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void app.close());
