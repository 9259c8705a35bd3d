import { type Refused, refuse } from '../contract/errors.ts';
import { createSecretHider } from '../lab/store-secrets.ts';
import { createTurns } from '../threads/turns.ts';
import { workerUrl as builtWorkerUrl } from '../threads/worker-url.ts';
import { whoIsAbout } from './current-request.ts';
import type { RaceAnswers, RaceCommand } from './protocol.ts';
import { type RaceWorker, RaceWorkerEnded, type RaceWorkerLimits, startRaceWorker } from './race-worker.ts';
import type { ExploreSettings, Races } from './races.ts';

export type RacesSettings = Partial<RaceWorkerLimits> & {
  /** The file that the worker runs; by default the one beside this module. */
  workerUrl?: URL;
};

const defaultLimits = { unresponsiveAfter: 2000, memory: 1024, obeyWithin: 300 };

/** The race lab. Its worker is started when it is first needed, and anew after it died. */
export function createRaces(settings: RacesSettings = {}): Races {
  const { workerUrl = builtWorkerUrl(import.meta.url, 'race-worker') } = settings;
  const limits = { ...defaultLimits, ...settings };
  const inTurn = createTurns();
  let worker: RaceWorker | null = null;
  let isClosed = false;

  const ask = <Type extends RaceCommand['type']>(
    command: Extract<RaceCommand, { type: Type }>,
    { signal, onProgress }: ExploreSettings,
  ): Promise<RaceAnswers[Type] | Refused> =>
    inTurn(async () => {
      signal?.throwIfAborted();
      await worker?.idle();
      if (isClosed) throw new Error('The race lab is closed.');
      if (worker === null || !worker.isAlive()) worker = startRaceWorker(workerUrl, limits);
      const asked = worker;
      try {
        return await asked.ask(command, { signal, onProgress });
      } catch (error) {
        if (!(error instanceof RaceWorkerEnded) || isClosed) throw error;
        const secrets = createSecretHider();
        secrets.learn(command.spec.lab);
        return secrets.hide(refusalFor(error, whoIsAbout(asked.currentRequest, command.spec)));
      }
    });

  return {
    explore: (spec, given = {}) => ask({ type: 'explore', spec, max: given.max }, given),
    look: (spec, schedule, given = {}) => ask({ type: 'look', spec, schedule }, given),
    close: async () => {
      isClosed = true;
      await worker?.stop('was closed');
    },
  };
}

const refusalFor = ({ what }: RaceWorkerEnded, who: string): Refused =>
  refuse('race-stopped', 'requests', { who, what });
