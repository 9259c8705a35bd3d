import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const messageSchema = z.object({
  id: z.number().optional(),
  method: z.string().default(''),
  params: z.record(z.string(), z.unknown()).default({}),
  result: z.record(z.string(), z.unknown()).default({}),
  error: z.object({ message: z.string() }).optional(),
  sessionId: z.string().optional(),
});
type Params = Record<string, unknown>;
type OnEvent = (method: string, params: Params) => void;

/** Real Chromium, spoken to in its own protocol: a window's page can crash and be loaded again in the same target. */
export type Chromium = {
  endpoint: string;
  send(method: string, params?: Params, sessionId?: string): Promise<Params>;
  listen(sessionId: string, onEvent: OnEvent): void;
  close(): Promise<void>;
};

async function endpointOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('expected a pipe');
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /^DevTools listening on (ws:.*)$/.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error('Chromium ended before it gave its address');
}

export async function launchChromium(command: readonly string[], profile: string): Promise<Chromium> {
  const [program = 'chromium', ...given] = command;
  const own = ['--headless', '--remote-debugging-port=0', '--no-startup-window', '--no-first-run'];
  const child = spawn(program, [...given, ...own, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endpoint = await endpointOf(child);
  child.stderr?.resume();
  const socket = new WebSocket(endpoint);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const waiting = new Map<number, PromiseWithResolvers<Params>>();
  const listeners = new Map<string, OnEvent>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error, sessionId = '' } = messageSchema.parse(JSON.parse(data));
    if (id === undefined) return listeners.get(sessionId)?.(method, params);
    const { resolve, reject } = waiting.get(id) ?? Promise.withResolvers<Params>();
    if (error === undefined) resolve(result);
    else reject(new Error(error.message));
  });
  const send: Chromium['send'] = (method, params = {}, sessionId) => {
    last += 1;
    const answer = Promise.withResolvers<Params>();
    waiting.set(last, answer);
    socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    return answer.promise;
  };
  return {
    endpoint,
    send,
    listen: (sessionId, onEvent) => void listeners.set(sessionId, onEvent),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // What the page kept is on the disk only after an orderly end.
      send('Browser.close').catch(() => {});
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}
