import { parentPort, workerData } from 'node:worker_threads';
import { sourceOf } from '../app/route-source.ts';
import { foundApp, optionsFound, versionsMet } from '../app/user/found-options.ts';
import { followUnheldWaits } from '../app/user/unheld-waits.ts';
import { createUserApp } from '../app/user/user-app.ts';
import { messageOf } from '../contract/message-of.ts';
import type { PackedEvents } from '../log/packed-events.ts';
import type { HostedData } from '../threads/host.ts';
import { startPulse } from '../threads/pulse.ts';
import { giveUpThreads } from '../threads/rights.ts';
import { noticeSender, serve } from '../threads/rpc.ts';
import { createStopwatch } from '../threads/stopwatch.ts';
import { ProblemError } from '../words/problems.ts';
import { createAppServers } from './app-servers.ts';
import { shiftDate } from './clock.ts';
import { createEventPost, type EventPost } from './event-post.ts';
import { createInnerLab } from './inner-lab.ts';
import { createLateChanges } from './late-changes.ts';
import { ownRequest } from './own-handler.ts';
import { takePrinted } from './printed.ts';
import { readVersions } from './versions.ts';
import type { LabCalls, LabNotices, WorkerReady, WorkerStart } from './worker-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('A lab runs in a worker.');
const hosted: HostedData = workerData;
const notify = noticeSender<LabNotices>(port);

const sendEvents = (packed: PackedEvents) => notify('events', packed, [packed.buffer]);

const crashReporter = (post: EventPost, now: () => number) => (error: unknown) => {
  const message = messageOf(error);
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const request = ownRequest.getStore() ?? null;
  post.add({ type: 'error', request, message, stack, at: now() });
  post.post();
  notify('crashed', { message, request });
};

async function run(start: WorkerStart) {
  startPulse(hosted.pulse);
  const now = createStopwatch(start.origin);
  const post = createEventPost(sendEvents, start.firstCall);
  const printed = takePrinted((stream, text) => post.add({ type: 'printed', stream, text, at: now() }));
  process.on('uncaughtException', crashReporter(post, now));
  shiftDate(start.clock);
  const onEntered = (request: string | null) => notify('entered', request);
  const userApp =
    start.app === null
      ? null
      : createUserApp(
          start.app,
          followUnheldWaits(() => undefined),
        );
  const appFor = userApp === null ? {} : { appFor: () => userApp.build };
  const lab = await createInnerLab({ ...start, ...appFor, post, now, onEntered });
  const servers = createAppServers(lab.listenerOf, start.ports);
  const facts = userApp?.facts();
  const ready: WorkerReady = {
    ports: await servers.follow(lab.apps()),
    versions: facts === undefined ? readVersions() : versionsMet(readVersions(), facts),
    own: facts === undefined ? null : { found: foundApp(facts), options: optionsFound(facts) },
  };
  return { lab, servers, post, printed, now, ready, lateChanges: createLateChanges(servers.connections) };
}

giveUpThreads();

// All is loaded by now; what the lab is to be comes when somebody wants one.
let running: ReturnType<typeof run> = Promise.reject(new Error('The lab has not been started.'));
running.catch(() => {});

serve<LabCalls>(port, {
  start: async (start) => {
    running = run(start);
    try {
      return { ok: true, ...(await running).ready };
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problems: [...error.problems] };
      throw error;
    }
  },
  configure: async (config, keepStore) => {
    const { lab, servers } = await running;
    const outcome = await lab.configure(config, keepStore);
    return outcome.ok ? { ok: true, ports: await servers.follow(lab.apps()) } : outcome;
  },
  restart: async (order) => (await running).lab.restart(order),
  setClock: async (offset) => {
    await running;
    shiftDate(offset);
  },
  fault: async (patch) => (await running).lab.fault(patch),
  lateChanges: async () => (await running).lateChanges(),
  drain: async () => {
    const { printed, post, now } = await running;
    printed.renew();
    post.post();
    // An event of this very µs may still come.
    return now() - 1;
  },
  sessions: async () => (await running).lab.sessions(),
  editSession: async (edit) => (await running).lab.editSession(edit),
  routeSource: async (id) => sourceOf(id),
  storedSession: async (key) => (await running).lab.storedSession(key),
  storeReport: async () => (await running).lab.storeReport(),
  close: async () => (await running).lab.close(),
});
