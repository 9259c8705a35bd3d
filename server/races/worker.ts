import { parentPort, workerData } from 'node:worker_threads';
import { startPulse } from '../threads/pulse.ts';
import { noteCurrentRequest } from './current-request.ts';
import type { FromRaceWorker, RaceAnswers, RaceCommand, RaceWorkerStart, ToRaceWorker } from './protocol.ts';
import { createRaceEngine } from './race-engine.ts';

const start: RaceWorkerStart = workerData;
const about = new Int32Array(start.currentRequest);
const send = (message: FromRaceWorker) => parentPort?.postMessage(message);
const engine = createRaceEngine({
  onMind: (exchange) => noteCurrentRequest(about, exchange),
});
const cancels = new Map<number, AbortController>();

function answer(
  call: number,
  command: RaceCommand,
  signal: AbortSignal,
): Promise<RaceAnswers[keyof RaceAnswers]> {
  switch (command.type) {
    case 'explore': {
      const onProgress = (progress: Extract<FromRaceWorker, { type: 'progress' }>['progress']) =>
        send({ type: 'progress', call, progress });
      return engine.explore(command.spec, { max: command.max, signal, onProgress });
    }
    case 'look':
      return engine.look(command.spec, command.schedule, { signal });
  }
}

parentPort?.on('message', ({ call, command }: ToRaceWorker) => {
  if (command === 'cancel') return cancels.get(call)?.abort();
  const controller = new AbortController();
  cancels.set(call, controller);
  answer(call, command, controller.signal)
    .then(
      (given) => send({ type: 'answer', call, answer: given }),
      (error: unknown) => send({ type: 'failed', call, message: messageOf(error) }),
    )
    .finally(() => cancels.delete(call));
});
process.on('uncaughtException', (error) => send({ type: 'crashed', message: messageOf(error) }));
startPulse(start.pulse);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
