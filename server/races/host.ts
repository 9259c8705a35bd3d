import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { UserAppFiles } from '../app/user/user-app.ts';
import { type ProblemParams, type Refused, refuse } from '../contract/errors.ts';
import { isForeign } from '../contract/options/lab-config.ts';
import type { RaceProgress, RaceSpec } from '../contract/races/races.ts';
import { isElsewhere, type StoreConfig } from '../contract/stores/store-kinds.ts';
import { createTurns } from '../contract/turns.ts';
import { createSecretHider } from '../lab/store-secrets.ts';
import { moduleFile } from '../stores/module-file.ts';
import type { Host, ThreadEnd } from '../threads/host.ts';
import { ownAppSpawner, processSpawner, type SpawnProcess } from '../threads/process-spawner.ts';
import type { Rpc } from '../threads/rpc.ts';
import { heapLimit } from '../threads/spawn.ts';
import { type Thread, type ThreadLimits, watchThread } from '../threads/thread.ts';
import { createThreadHost } from '../threads/thread-host.ts';
import { workerUrl as builtWorkerUrl } from '../threads/worker-url.ts';
import { progressSchema, raceAnswers } from './answers.ts';
import { whoIsAbout } from './current-request.ts';
import type { RaceCalls, RaceNotices } from './protocol.ts';
import type { ExploreSettings, Races } from './races.ts';

export type RacesSettings = Partial<ThreadLimits> & {
  /** ms that a worker has to obey a cancel, until it is ended. */
  obeyWithin?: number;
  /** The app that is raced; the built-in one unless another is given. */
  app?: UserAppFiles | null;
  /** The file that the worker runs; by default the one beside this module. */
  workerUrl?: URL;
  /** Makes the process for a race with a typed-in handler; by default one of plain Node. */
  spawnProcess?: SpawnProcess;
};

const defaultLimits = { unresponsiveAfter: 2000, memory: 1024, obeyWithin: 300 };

/** ms that a worker is given to leave what it has put into a store elsewhere. */
const longestLeave = 500;

type RaceWorker = {
  thread: Thread<RaceCalls>;
  host: Host;
  /** The race whose typed-in handler runs in it; null for none, so that it can be asked about any without one. */
  foreign: string | null;
  /** Whether the store of its last race is elsewhere. */
  isElsewhere: boolean;
};

/** There is no answer, because the worker ended so. */
class RaceWorkerEnded extends Error {
  readonly end: ThreadEnd;

  constructor(end: ThreadEnd) {
    super(`The race's worker ended: ${end.reason}.`);
    this.end = end;
  }
}

/**
 * The race lab. Its worker is started when it is first needed, and anew after it died. A race with a typed-in handler has
 * a process of its own, which is asked about that very race and no other: the handler may have changed anything in it.
 */
export function createRaces(settings: RacesSettings = {}): Races {
  const {
    app: usual = null,
    workerUrl = builtWorkerUrl(import.meta.url, 'race-worker'),
    ...given
  } = settings;
  const limits = { ...defaultLimits, ...given };
  const inTurn = createTurns();
  let worker: RaceWorker | null = null;
  let onProgress: ExploreSettings['onProgress'];
  let isClosed = false;

  /** Asks a worker that has nothing else to do: one that was cancelled may take a moment, or have to be ended. */
  const ask = <Value>(
    spec: RaceSpec,
    { app = usual, max, signal, onProgress: wanted }: ExploreSettings,
    what: (ask: Rpc<RaceCalls>['ask'], app: UserAppFiles | null) => Promise<Value>,
  ): Promise<Value | Refused> =>
    inTurn(async () => {
      signal?.throwIfAborted();
      await worker?.thread.idle();
      const hasCode = app !== null || spec.handler !== null || isForeign(spec.lab);
      const foreign = hasCode ? JSON.stringify([spec, max, app, await codeOf(spec.lab.store)]) : null;
      if (worker !== null && worker.foreign !== foreign) {
        await stop(worker, 'The race is over.');
      }
      if (isClosed) throw new Error('The race lab is closed.');
      if (worker === null || worker.thread.isOver()) {
        const hosted = { url: workerUrl, heap: heapLimit(limits.memory) };
        const { spawnProcess = app === null ? processSpawner() : ownAppSpawner() } = settings;
        const host = foreign === null ? createThreadHost(hosted) : spawnProcess(hosted);
        worker = watchWorker(host, foreign, limits, (progress) => onProgress?.(progress));
      }
      worker.isElsewhere = isElsewhere(spec.lab.store);
      const { thread, host } = worker;
      onProgress = wanted;
      const cancel = () => {
        onProgress = undefined;
        const late = setTimeout(
          () => thread.stop(new Error('The race was cancelled.')),
          limits.obeyWithin,
        ).unref();
        void thread.idle().then(() => clearTimeout(late));
      };
      signal?.addEventListener('abort', cancel);
      try {
        return await what(thread.ask, app);
      } catch (error) {
        if (!(error instanceof RaceWorkerEnded) || isClosed) throw error;
        const secrets = createSecretHider();
        secrets.learn(spec.lab);
        return secrets.hide(refusalFor(error, whoIsAbout(host.life().mark, spec)));
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    });

  return {
    explore: (spec, given = {}) =>
      ask(spec, given, (call, app) => call('explore', [app, spec, given.max, given.part], given.signal)),
    look: (spec, schedule, given = {}) =>
      ask(spec, given, (call, app) => call('look', [app, spec, schedule], given.signal)),
    close: async () => {
      isClosed = true;
      if (worker !== null) await stop(worker, 'The race lab was closed.');
    },
  };
}

/** The code of a store as it is now: a worker that has loaded it once would never load another. */
async function codeOf(store: StoreConfig): Promise<string | null> {
  const file = store.kind === 'module' ? moduleFile(store.module) : null;
  const code = file === null ? null : await readFile(file).catch(() => null);
  return code === null ? null : createHash('sha256').update(code).digest('hex');
}

/** What it has put into a store elsewhere is taken away before, where it still can be. */
async function stop({ thread, isElsewhere }: RaceWorker, why: string): Promise<void> {
  if (isElsewhere && !thread.isOver()) {
    const left = thread.ask('leave', []).catch(() => {});
    await Promise.race([left, wait(longestLeave, undefined, { ref: false })]);
  }
  await thread.stop(new Error(why));
}

function watchWorker(
  host: Host,
  foreign: string | null,
  limits: ThreadLimits,
  progress: (progress: RaceProgress) => void,
): RaceWorker {
  // What a handler prints belongs to nobody here; unread it would be kept.
  host.onPrinted(() => {});
  const thread = watchThread<RaceCalls, RaceNotices>({
    ...limits,
    host,
    answers: raceAnswers(foreign !== null),
    notices: { progress: { schema: progressSchema, take: progress } },
    hasLongCalls: true,
    errorOf: (end) => new RaceWorkerEnded(end),
  });
  return { thread, host, foreign, isElsewhere: false };
}

function refusalFor({ end }: RaceWorkerEnded, who: ProblemParams['race-stopped']['who']): Refused {
  const { reason } = end;
  return refuse('race-stopped', 'requests', {
    who,
    end: reason === 'crashed' ? { reason, message: end.message } : end,
  });
}
