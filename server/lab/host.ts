import { noFaults } from '../contract/faults/faults.ts';
import { createPulse } from '../threads/pulse.ts';
import { defaultMemory, spawnLabWorker } from '../threads/spare-workers.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import type { Lab, LabSettings } from './lab.ts';
import { startLabWorker } from './lab-worker.ts';

const defaultLimits = { unresponsiveAfter: 2000, slowAfter: 300, memory: defaultMemory };

/** Starts a lab in a worker. Rejects, with a message to be shown, when its configuration or its handler is refused. */
export async function createLab(settings: LabSettings): Promise<Lab> {
  const { config, handler, origin, clock, spawn = spawnLabWorker } = settings;
  const { slowAfter, ...limits } = { ...defaultLimits, ...settings.limits };
  const { sessions = {}, firstOutside = 1, firstCall = 0, faults = noFaults } = settings;
  const pulse = createPulse();
  const now = createStopwatch(origin);
  const ports = { port: settings.port, secondPort: settings.secondPort ?? 0 };
  const start = {
    config,
    handler,
    origin,
    clock,
    ...ports,
    sessions,
    firstOutside,
    firstCall,
    faults,
    pulse,
  };
  const worker = startLabWorker({ worker: spawn(limits.memory), start, now, ...limits });
  const { port, versions, secondPort } = await worker.ready;
  const urlAt = (at: number | null) => (at === null ? null : `http://127.0.0.1:${at}`);
  let secondUrl = urlAt(secondPort);

  /** What is left when the lab has ended is still handed over, once. */
  const drain: Lab['drain'] = async () => {
    const upTo = await worker.ask({ type: 'drain' }).catch((error: unknown) => error);
    const events = worker.takeEvents();
    if (typeof upTo === 'number') return { events, upTo };
    if (events.length === 0) throw upTo;
    return { events, upTo: now() };
  };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get secondUrl() {
      return secondUrl;
    },
    versions,
    ended: worker.ended,
    configure: async (next, { keepStore }) => {
      const outcome = await worker.ask({ type: 'configure', config: next, keepStore });
      if (!outcome.ok) return outcome;
      secondUrl = urlAt(outcome.secondPort);
      return { ok: true };
    },
    setHandler: (source) => worker.ask({ type: 'set-handler', source }),
    fault: (patch) => worker.ask({ type: 'fault', patch }),
    setClock: async (offset) => {
      await worker.ask({ type: 'set-clock', offset });
    },
    drain,
    blockedFor: () => {
      const silent = Math.round(worker.silentFor());
      return silent >= slowAfter ? silent : 0;
    },
    sessions: () => worker.ask({ type: 'sessions' }),
    routeSource: (id) => worker.ask({ type: 'route-source', id }),
    close: () => worker.close(),
  };
}
