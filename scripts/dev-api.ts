import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { inRepository } from './root.ts';

type DevServerSettings = { port: number; token: string; say: (text: string) => void };

/** ms without a further change before the server is started anew; editors write a file in several steps. */
const quiet = 150;

/** Runs scripts/dev-server.ts, and again whenever a file of server/ changes: the lab's worker is loaded by path, so
 * that Node's own --watch does not see all of it. */
export function startServer({ port, token, say }: DevServerSettings): { close(): Promise<void> } {
  const start = (): ChildProcess =>
    spawn(process.execPath, [inRepository('scripts/dev-server.ts')], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PLAYGROUND_DEV_PORT: String(port), PLAYGROUND_DEV_TOKEN: token },
    });
  const stop = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };

  let child = start();
  let restart = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(inRepository('server'), { recursive: true }, (_, name) => {
    if (name?.includes('.test.')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restart = restart.then(async () => {
        say(`server/${name} changed, starting the server anew`);
        await stop(child);
        child = start();
      });
    }, quiet);
  });

  return {
    async close() {
      watcher.close();
      clearTimeout(timer);
      await restart;
      await stop(child);
    },
  };
}
