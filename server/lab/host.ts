import { type Endpoint, mainApp } from '../contract/endpoints.ts';
import { instancesIn, type LabConfig } from '../contract/options/lab-config.ts';
import { noFaults } from '../contract/stores/faults.ts';
import { createPulse } from '../threads/pulse.ts';
import { defaultMemory, spawnLabWorker } from '../threads/spare-workers.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import type { AppPort } from './app-servers.ts';
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
  const preferred = [{ app: mainApp, port: settings.port }, ...(settings.furtherPorts ?? [])];
  const start = {
    config,
    handler,
    origin,
    clock,
    ports: preferred,
    sessions,
    firstOutside,
    firstCall,
    faults,
    pulse,
  };
  const worker = startLabWorker({ worker: spawn(limits.memory), start, now, ...limits });
  const { ports, versions } = await worker.ready;
  const port = portOf(ports, mainApp);
  let endpoints = endpointsOf(config, ports);

  /** What is left when the lab has ended is still handed over, once. */
  const drain: Lab['drain'] = async () => {
    const upTo = await worker.ask({ type: 'drain' }).catch((error: unknown) => error);
    const events = worker.takeEvents();
    if (typeof upTo === 'number') return { events, upTo };
    if (events.length === 0) throw upTo;
    return { events, upTo: now() };
  };

  return {
    url: originAt(port),
    port,
    endpoints: () => endpoints,
    versions,
    ended: worker.ended,
    configure: async (next, { keepStore }) => {
      const outcome = await worker.ask({ type: 'configure', config: next, keepStore });
      if (!outcome.ok) return outcome;
      endpoints = endpointsOf(next, outcome.ports);
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

const originAt = (port: number): string => `http://127.0.0.1:${port}`;

function portOf(ports: readonly AppPort[], app: string): number {
  const found = ports.find((one) => one.app === app);
  if (found === undefined) throw new Error(`The lab’s ${app} app has no port.`);
  return found.port;
}

const endpointsOf = (config: LabConfig, ports: readonly AppPort[]): Endpoint[] =>
  instancesIn(config).map((at) => ({
    ...at,
    origin: originAt(portOf(ports, at.app)),
    transport: 'http',
    via: [],
  }));
