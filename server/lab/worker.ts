import { parentPort, workerData } from 'node:worker_threads';
import { shiftDate } from './clock.ts';
import { createEventPost } from './event-post.ts';
import { createInnerLab, type InnerLab } from './inner-lab.ts';
import { listenLocally } from './listen.ts';
import { ownRequest } from './own-handler.ts';
import { takePrinted } from './printed.ts';
import { startPulse } from './pulse.ts';
import { sourceOf } from './route-source.ts';
import { createSecondServer, type SecondServer } from './second-server.ts';
import { createStopwatch } from './stopwatch.ts';
import { readVersions } from './versions.ts';
import type { Answers, Command, FromWorker, ToWorker, WorkerStart } from './worker-protocol.ts';

const start: WorkerStart = workerData;
const now = createStopwatch(start.origin);
const send = (message: FromWorker) => parentPort?.postMessage(message);
const post = createEventPost((events) => send({ type: 'events', events }));
const printed = takePrinted((stream, text) => post.add({ type: 'printed', stream, text, at: now() }));

function crash(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const request = ownRequest.getStore() ?? null;
  post.add({ type: 'error', request, message, stack, at: now() });
  post.post();
  send({ type: 'crashed', message, request });
}

async function answer(
  lab: InnerLab,
  second: SecondServer,
  command: Command,
): Promise<Answers[Command['type']]> {
  switch (command.type) {
    case 'configure': {
      const outcome = await lab.configure(command.config, command.keepStore);
      return outcome.ok ? { ok: true, secondPort: await second.follow(lab.hasSecond()) } : outcome;
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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function run(): Promise<void> {
  startPulse(start.pulse);
  shiftDate(start.clock);
  const onEntered = (request: string | null) => send({ type: 'entered', request });
  const lab = await createInnerLab({ ...start, post, now, onEntered });
  const port = await listenLocally(lab.server, start.port);
  const second = createSecondServer(lab.secondServer, start.secondPort);
  const secondPort = await second.follow(lab.hasSecond());
  parentPort?.on('message', ({ call, command }: ToWorker) => {
    answer(lab, second, command).then(
      (given) => send({ type: 'answer', call, answer: given }),
      (error: unknown) => send({ type: 'failed', call, message: messageOf(error) }),
    );
  });
  send({ type: 'ready', port, secondPort, versions: readVersions() });
}

process.on('uncaughtException', crash);
run().catch((error: unknown) => send({ type: 'not-started', message: messageOf(error) }));
