import { parentPort } from 'node:worker_threads';
import { sourceOf } from '../app/route-source.ts';
import { startPulse } from '../threads/pulse.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { type AppServers, createAppServers } from './app-servers.ts';
import { shiftDate } from './clock.ts';
import { createEventPost, type EventPost } from './event-post.ts';
import { createInnerLab, type InnerLab } from './inner-lab.ts';
import { ownRequest } from './own-handler.ts';
import { type PrintedLines, takePrinted } from './printed.ts';
import { readVersions } from './versions.ts';
import type { Answers, Asked, Command, FromWorker, ToWorker, WorkerStart } from './worker-protocol.ts';

/** What a command works on. */
type Running = {
  lab: InnerLab;
  servers: AppServers;
  post: EventPost;
  printed: PrintedLines;
  now: () => number;
};

const send = (message: FromWorker) => parentPort?.postMessage(message);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function answer(running: Running, command: Command): Promise<Answers[Command['type']]> {
  const { lab, servers, post, printed, now } = running;
  switch (command.type) {
    case 'configure': {
      const outcome = await lab.configure(command.config, command.keepStore);
      return outcome.ok ? { ok: true, ports: await servers.follow(lab.apps()) } : outcome;
    }
    case 'set-handler':
      return lab.setHandler(command.source);
    case 'set-clock':
      shiftDate(command.offset);
      return null;
    case 'fault':
      return lab.fault(command.patch);
    case 'drain':
      printed.renew();
      post.post();
      // An event of this very µs may still come.
      return now() - 1;
    case 'sessions':
      return lab.sessions();
    case 'route-source':
      return sourceOf(command.id);
  }
}

const crashTeller = (post: EventPost, now: () => number) => (error: unknown) => {
  const message = messageOf(error);
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const request = ownRequest.getStore() ?? null;
  post.add({ type: 'error', request, message, stack, at: now() });
  post.post();
  send({ type: 'crashed', message, request });
};

async function run(start: WorkerStart): Promise<Running> {
  startPulse(start.pulse);
  const now = createStopwatch(start.origin);
  const post = createEventPost((events) => send({ type: 'events', events }), start.firstCall);
  const printed = takePrinted((stream, text) => post.add({ type: 'printed', stream, text, at: now() }));
  process.on('uncaughtException', crashTeller(post, now));
  shiftDate(start.clock);
  const onEntered = (request: string | null) => send({ type: 'entered', request });
  const lab = await createInnerLab({ ...start, post, now, onEntered });
  const servers = createAppServers(lab.listenerOf, start.ports);
  const ports = await servers.follow(lab.apps());
  send({ type: 'ready', ports, versions: readVersions() });
  return { lab, servers, post, printed, now };
}

async function obey({ call, command }: Asked, running: Promise<Running>): Promise<void> {
  try {
    send({ type: 'answer', call, answer: await answer(await running, command) });
  } catch (error) {
    send({ type: 'failed', call, message: messageOf(error) });
  }
}

// All is loaded by now; what the lab is to be comes when somebody wants one.
let running: Promise<Running> | undefined;
parentPort?.on('message', (message: ToWorker) => {
  if ('start' in message) {
    running = run(message.start);
    running.catch((error: unknown) => send({ type: 'not-started', message: messageOf(error) }));
  } else if (running !== undefined) {
    void obey(message, running);
  }
});
