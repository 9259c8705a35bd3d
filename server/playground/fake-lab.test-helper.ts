import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Endpoint, mainApp, namedRequest, requestIdHeader } from '../contract/endpoints.ts';
import type { Result } from '../contract/errors.ts';
import type { LabEvent } from '../contract/events/events.ts';
import { type Faults, noFaults, patchFaults } from '../contract/faults/faults.ts';
import type { Lab, LabEnd, LabSettings } from '../lab/lab.ts';
import { createDeferred } from '../threads/deferred.ts';

const key = 'key';

type Body = LabEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never;
type Tell = (event: Body) => void;
export type FakeHandler = (request: IncomingMessage, response: ServerResponse, emit: Tell) => void;

/** The main app's, where a lab has no other. */
export const endpointAt = (origin: string): Endpoint => ({
  app: mainApp,
  instance: 1,
  origin,
  transport: 'http',
  via: [],
});

/** A lab without worker and session: a plain HTTP server that tells what it is told to tell. */
export type FakeLab = Lab & {
  readonly settings: LabSettings;
  /** What it holds in store. */
  readonly stored: Record<string, string>;
  emit: Tell;
  /** Nothing is told until it is unblocked. */
  block(): void;
  unblock(): void;
  /** Ends by itself. */
  end(end: LabEnd): Promise<void>;
  readonly calls: string[];
};

export type FakeLabs = { labs: FakeLab[]; create(settings: LabSettings): Promise<Lab>; newest(): FakeLab };

/** Labs as a playground asks for them, newest last. */
export function fakeLabs(handler: FakeHandler = (_, response) => response.end('ok')): FakeLabs {
  const labs: FakeLab[] = [];
  return {
    labs,
    create: async (settings) => {
      const lab = await startFakeLab(settings, handler);
      labs.push(lab);
      return lab;
    },
    newest: () => {
      const lab = labs.at(-1);
      if (!lab) throw new Error('no lab was started');
      return lab;
    },
  };
}

async function startFakeLab(settings: LabSettings, handler: FakeHandler): Promise<FakeLab> {
  const now = () => Number((process.hrtime.bigint() - settings.origin) / 1000n);
  const ok: Result = { ok: true };
  const calls: string[] = [];
  const stored = { ...settings.sessions };
  let events: LabEvent[] = [];
  let faults: Faults = settings.faults ?? noFaults;
  let blockedSince: number | null = null;
  let unblocked: Array<() => void> = [];
  const ended = createDeferred<LabEnd>();
  const gone = createDeferred<never>();
  gone.promise.catch(() => {});
  const emit: Tell = (event) => events.push({ ...event, at: now() });

  const server = createServer((request, response) => {
    const id = String(request.headers[requestIdHeader] ?? 'outside').replace(namedRequest(key, ''), '');
    const { method = '', url = '', headers } = request;
    emit({ type: 'arrived', request: id, method, url, cookie: headers.cookie ?? null });
    response.on('finish', () => emit({ type: 'responded', request: id, status: response.statusCode }));
    handler(request, response, emit);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    gone.reject(new Error('The lab has ended.'));
  };

  return {
    settings,
    calls,
    url: `http://127.0.0.1:${port}`,
    port,
    key,
    endpoints: () => [endpointAt(`http://127.0.0.1:${port}`)],
    own: null,
    versions: { node: process.version, express: '5', expressSession: '1' },
    ended: ended.promise,
    configure: async (_, { keepStore }) => {
      calls.push(`configure keepStore=${keepStore}`);
      return ok;
    },
    restart: async ({ config, instance, kill }) => {
      calls.push('restart');
      const emptied = [null];
      emit({ type: 'lab-restarted', config, instance: instance ?? null, isKilled: kill, cut: [], emptied });
      return ok;
    },
    fault: async (patch) => {
      faults = patchFaults(faults, patch);
      emit({ type: 'faults', faults });
      return faults;
    },
    setClock: async (offset) => {
      calls.push(`clock ${offset}`);
    },
    lateChanges: async () => {},
    drain: async () => {
      if (blockedSince !== null) {
        await Promise.race([new Promise<void>((resolve) => unblocked.push(resolve)), gone.promise]);
      }
      const told = events;
      events = [];
      return { events: told, upTo: now() };
    },
    blockedFor: () => (blockedSince === null ? 0 : Date.now() - blockedSince + 1),
    stored,
    sessions: async () => ({ ...stored }),
    editSession: async () => ok,
    routeSource: async (id) => `source of ${id}`,
    storedSession: async (sid) => {
      const text = stored[sid];
      return {
        row: text === undefined ? null : { key: sid, text, bytes: text.length, expires: null },
        clocks: { lab: Date.now(), store: null },
        endsBy: 'lab',
        notice: { by: 'nobody' },
        error: null,
      };
    },
    storeReport: async () => ({
      kind: 'memory',
      server: null,
      latency: 0,
      touch: 'none',
      expires: 'never',
      lists: [],
    }),
    close: stop,
    emit,
    block: () => {
      blockedSince = Date.now();
    },
    unblock: () => {
      blockedSince = null;
      for (const resume of unblocked) resume();
      unblocked = [];
    },
    end: async (end) => {
      await stop();
      ended.resolve(end);
    },
  };
}
