import { Worker } from 'node:worker_threads';
import type { UserAppFiles } from '../app/user/user-app.ts';
import { type ProblemParams, type Refused, refuse } from '../contract/errors.ts';
import type { RaceProgress, RaceSpec } from '../contract/races/races.ts';
import { createTurns } from '../contract/turns.ts';
import { createSecretHider } from '../lab/store-secrets.ts';
import { createPulse } from '../threads/pulse.ts';
import type { Rpc } from '../threads/rpc.ts';
import { heapLimit, type Thread, type ThreadEnd, type ThreadLimits, watchThread } from '../threads/thread.ts';
import { workerUrl as builtWorkerUrl } from '../threads/worker-url.ts';
import { progressSchema, raceAnswers } from './answers.ts';
import { type CurrentRequest, createCurrentRequest, whoIsAbout } from './current-request.ts';
import type { RaceCalls, RaceNotices, RaceWorkerStart } from './protocol.ts';
import type { ExploreSettings, Races } from './races.ts';

export type RacesSettings = Partial<ThreadLimits> & {
  /** ms that a worker has to obey a cancel, until it is ended. */
  obeyWithin?: number;
  /** The app that is raced; the built-in one unless another is given. */
  app?: UserAppFiles | null;
  /** The file that the worker runs; by default the one beside this module. */
  workerUrl?: URL;
};

const defaultLimits = { unresponsiveAfter: 2000, memory: 1024, obeyWithin: 300 };

type RaceWorker = {
  thread: Thread<RaceCalls>;
  currentRequest: CurrentRequest;
  /** The race whose typed-in handler has run in it; null while none has. */
  foreign: string | null;
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
 * The race lab. Its worker is started when it is first needed, and anew after it died. One in which a typed-in handler
 * ran is asked about that very race and no other: the handler may have changed anything that the next would run on.
 */
export function createRaces(settings: RacesSettings = {}): Races {
  const { workerUrl = builtWorkerUrl(import.meta.url, 'race-worker') } = settings;
  const { app = null, ...given } = settings;
  const limits = { ...defaultLimits, ...given };
  const isForeign = (spec: RaceSpec): boolean => app !== null || spec.handler !== null;
  const inTurn = createTurns();
  let worker: RaceWorker | null = null;
  let onProgress: ExploreSettings['onProgress'];
  let isClosed = false;

  /** Asks a worker that has nothing else to do: one that was cancelled may take a moment, or have to be ended. */
  const ask = <Value>(
    spec: RaceSpec,
    { max, signal, onProgress: wanted }: ExploreSettings,
    what: (ask: Rpc<RaceCalls>['ask']) => Promise<Value>,
  ): Promise<Value | Refused> =>
    inTurn(async () => {
      signal?.throwIfAborted();
      await worker?.thread.idle();
      const race = JSON.stringify([spec, max]);
      if (worker !== null && worker.foreign !== null && worker.foreign !== race) {
        await worker.thread.stop(new Error('The race is over.'));
      }
      if (isClosed) throw new Error('The race lab is closed.');
      if (worker === null || worker.thread.isOver()) {
        worker = startWorker(workerUrl, app, limits, (progress) => onProgress?.(progress));
      }
      if (isForeign(spec)) worker.foreign = race;
      const { thread, currentRequest } = worker;
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
        return await what(thread.ask);
      } catch (error) {
        if (!(error instanceof RaceWorkerEnded) || isClosed) throw error;
        const secrets = createSecretHider();
        secrets.learn(spec.lab);
        return secrets.hide(refusalFor(error, whoIsAbout(currentRequest, spec)));
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    });

  return {
    explore: (spec, given = {}) =>
      ask(spec, given, (call) => call('explore', [spec, given.max], given.signal)),
    look: (spec, schedule, given = {}) =>
      ask(spec, given, (call) => call('look', [spec, schedule], given.signal)),
    close: async () => {
      isClosed = true;
      await worker?.thread.stop(new Error('The race lab was closed.'));
    },
  };
}

function startWorker(
  url: URL,
  app: UserAppFiles | null,
  limits: ThreadLimits,
  progress: (progress: RaceProgress) => void,
): RaceWorker {
  const start: RaceWorkerStart = { pulse: createPulse(), currentRequest: createCurrentRequest(), app };
  const worker = new Worker(url, {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: heapLimit(limits.memory) },
    stdout: true,
    stderr: true,
  });
  // What a handler prints belongs to nobody here; unread it would be kept.
  worker.stdout.resume();
  worker.stderr.resume();
  const thread = watchThread<RaceCalls, RaceNotices>({
    ...limits,
    worker,
    pulse: start.pulse,
    answers: raceAnswers(() => made.foreign !== null),
    notices: { progress: { schema: progressSchema, take: progress } },
    hasLongCalls: true,
    errorOf: (end) => new RaceWorkerEnded(end),
  });
  const made: RaceWorker = { thread, currentRequest: start.currentRequest, foreign: null };
  return made;
}

function refusalFor({ end }: RaceWorkerEnded, who: ProblemParams['race-stopped']['who']): Refused {
  const { reason } = end;
  return refuse('race-stopped', 'requests', {
    who,
    end: reason === 'crashed' ? { reason, message: end.message } : end,
  });
}
