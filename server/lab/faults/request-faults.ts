import type { IncomingMessage, ServerResponse } from 'node:http';
import { countDown } from '../../contract/faults/fault-row.ts';
import type { AppliedInLab, FaultContext } from './fault-context.ts';

const refused = 'The server answered 503 on purpose: the request did not reach the app.';

/** Between the server and its app: late, refused, or with no response. */
export const serverFaults = ({ now, use }: FaultContext<'server'>): AppliedInLab => {
  const passOn = (req: IncomingMessage, res: ServerResponse, pass: () => void) => {
    // Whoever gave up meanwhile has no request any more.
    if (res.destroyed || res.closed) return;
    const { refuses, hangsUp } = now();
    if (refuses !== 0) {
      use({ ...now(), refuses: countDown(refuses) });
      res.writeHead(503, { 'content-type': 'text/plain' }).end(refused);
      return;
    }
    if (hangsUp !== 0) {
      use({ ...now(), hangsUp: countDown(hangsUp) });
      hangUpAtHeaders(req, res);
    }
    pass();
  };
  return {
    request: (req, res, pass) => {
      const { latency } = now();
      if (latency === 0) passOn(req, res, pass);
      else setTimeout(() => passOn(req, res, pass), latency);
    },
  };
};

/** The app does all that it does, and knows nothing: its first byte finds the connection closed. */
function hangUpAtHeaders({ socket }: IncomingMessage, res: ServerResponse): void {
  const { writeHead } = res;
  const hangUp = (...head: unknown[]): unknown => {
    socket.destroy();
    return Reflect.apply(writeHead, res, head);
  };
  Reflect.defineProperty(res, 'writeHead', { configurable: true, writable: true, value: hangUp });
}

/** The whole process, at a request that the app has begun with. */
export const processFaults = ({ now, use }: FaultContext<'process'>): AppliedInLab => ({
  request: (_req, _res, pass) => {
    pass();
    const { pause, crashes } = now();
    if (pause > 0) standStill(pause);
    if (crashes === 0) return;
    use({ ...now(), crashes: countDown(crashes) });
    process.nextTick(crash);
  },
});

/** Throws where nothing catches it. Whoever reports that does so first; then nothing is done in here until the end. */
function crash(): never {
  process.once('uncaughtException', () => standStill(untilEnded));
  throw new Error('the process crashed on purpose');
}

/** ms that the end of a process that has crashed may take. */
const untilEnded = 10_000;

/** Holds the thread for so many ms, without the CPU: nothing else is done in it. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, ms);
}
