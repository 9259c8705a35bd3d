import { createHash } from 'node:crypto';
import type { AppFor } from '../app/lab-app.ts';
import { foundApp, optionsFound, versionsMet } from '../app/user/found-options.ts';
import type { UnheldWaits } from '../app/user/unheld-waits.ts';
import type { UserApp } from '../app/user/user-app.ts';
import { below, type Result, refuse } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { maskSecrets } from '../contract/options/mask-secrets.ts';
import type { PartOf } from '../contract/races/race-parts.ts';
import type {
  RacedApp,
  RaceLook,
  RaceProgress,
  RaceResult,
  RaceSpec,
  StepLabel,
} from '../contract/races/races.ts';
import type { StoreSecrets } from '../contract/stores/store-kinds.ts';
import { createTurns } from '../contract/turns.ts';
import { createSecretHider } from '../lab/store-secrets.ts';
import { readVersions } from '../lab/versions.ts';
import type { StoreDrivers } from '../stores/open-store.ts';
import { ProblemError } from '../words/problems.ts';
import { type Explored, explore } from './explore.ts';
import { currentHeldRequest } from './held/held-lab.ts';
import type { HeldRequest } from './held/held-request.ts';
import { pin } from './held/pins.ts';
import { createStepDeadline } from './held/step-deadline.ts';
import { createUnheldNotes } from './held/unheld.ts';
import { lookAt } from './look/look.ts';
import { stableText } from './outcomes/stable-text.ts';
import { asCount } from './result.ts';
import { unmetIn } from './unmet.ts';

/** Where the lab's clock stands in a race. Only a fixed date of expiry needs the real one. */
const pinnedTime = Date.UTC(2026, 0, 1);

export type RaceEngine = {
  explore(
    spec: RaceSpec,
    settings?: {
      max?: number | undefined;
      part?: PartOf | undefined;
      signal?: AbortSignal;
      onProgress?: (progress: RaceProgress) => void;
    },
  ): Promise<Result<{ result: RaceResult }>>;
  look(
    spec: RaceSpec,
    schedule: readonly StepLabel[],
    settings?: { signal?: AbortSignal },
  ): Promise<Result<{ look: RaceLook }>>;
  /** Closes the store of the last race, which is kept so that it can be looked at. */
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** States that are looked at, at most, unless told otherwise. */
const defaultMax = 5_000_000;
/** Of more, no list is of use, and none can be sent. */
const defaultMostOutcomes = 100_000;

export type RaceEngineSettings = {
  /** ms that a request may take to its next step. */
  stepDeadline?: number;
  /** The app that is raced; the built-in one unless another is given. */
  appFor?: AppFor;
  /** An app of somebody’s own, in place of that. */
  userApp?: { app: UserApp; unheld: UnheldWaits; code?: () => string } | undefined;
  /** Outcomes that are counted, at most: a race that has more is sampled. */
  mostOutcomes?: number;
  /** Told of the request that gets control, and null when it gave it back. */
  onMind?: (heldRequest: HeldRequest | null) => void;
  /** What its stores are opened by; those there are, unless others are given. */
  drivers?: StoreDrivers;
  /** Which settings of a store are secret: they are in no result. */
  kinds?: StoreSecrets;
};

/** Explores races in this thread, one after the other; its Date stands still meanwhile. */
export function createRaceEngine(settings: RaceEngineSettings = {}): RaceEngine {
  const { mostOutcomes = defaultMostOutcomes, userApp } = settings;
  const unheld = settings.userApp && createUnheldNotes(settings.userApp.unheld);
  const { stepDeadline: limit = 2000, onMind } = settings;
  const stepDeadline = createStepDeadline(limit, onMind, unheld?.note, unheld?.pendingOf);
  const inTurn = createTurns();
  const secrets = createSecretHider(settings.kinds);
  let last: { key: string; explored: Explored } | null = null;
  /** A race that is looked at goes on at the time at which it was explored. */
  let lastTime: { key: string; now: number } | null = null;
  const timeFor = (spec: RaceSpec): number => {
    if (!needsRealTime(spec)) return pinnedTime;
    const key = JSON.stringify(spec);
    if (lastTime?.key !== key) lastTime = { key, now: Date.now() };
    return lastTime.now;
  };

  /** It is left also where its store cannot be closed: no other race is to meet it again. */
  const leaveLast = async (): Promise<void> => {
    const left = last;
    last = null;
    await left?.explored.initialState.labStore.close();
  };

  const exploredOf = async (
    spec: RaceSpec,
    given: Parameters<RaceEngine['explore']>[1],
  ): Promise<Explored> => {
    const max = given?.max ?? defaultMax;
    const key = JSON.stringify([spec, max, given?.part]);
    if (last?.key === key) return last.explored;
    await leaveLast();
    unheld?.clear();
    const explored = await explore(spec, {
      ...given,
      max,
      mostOutcomes,
      stepDeadline,
      now: timeFor(spec),
      ...(userApp === undefined ? { appFor: settings.appFor } : givenBy(userApp.app)),
      drivers: settings.drivers,
    });
    last = { key, explored };
    return explored;
  };

  const pinned = <Value extends object>(
    spec: RaceSpec,
    act: () => Promise<Result<Value>>,
  ): Promise<Result<Value>> =>
    inTurn(async () => {
      const unmasked = secrets.unmask(spec.lab, []);
      if (!unmasked.ok) return { ok: false, problems: below('lab', unmasked.problems) };
      secrets.learn(spec.lab);
      const unpin = pin(timeFor(spec), currentHeldRequest);
      try {
        return secrets.hide(await act());
      } catch (error) {
        if (error instanceof ProblemError) return secrets.hide({ ok: false, problems: [...error.problems] });
        const message = messageOf(error);
        const told = secrets.hide(message);
        // The app has this process to itself, and may have left the race nothing to run by.
        if (userApp !== undefined && !isAbort(error)) return refuse('app-broke-race', '', { message: told });
        throw told === message ? error : new Error(told);
      } finally {
        unpin();
      }
    });

  return {
    explore: (spec, given) =>
      pinned<{ result: RaceResult }>(spec, async () => {
        if (given?.part !== undefined && needsRealTime(spec)) return refuse('no-parts-by-date', 'lab', {});
        const { initialState, judged, possible, effort, verified, part, waited } = await exploredOf(
          spec,
          given,
        );
        const { total, distinct, isExact, outOfOrder } = possible;
        const ownCalls = userApp?.app.facts().held.flatMap(({ steps }) => steps);
        const unmet = unmetIn(initialState, judged.outcomes, ownCalls);
        const result: RaceResult = {
          schedules: {
            total: asCount(total),
            distinct: asCount(distinct),
            exact: isExact,
            ...(outOfOrder !== undefined && { outOfOrder: asCount(outOfOrder) }),
          },
          outcomes: judged.outcomes,
          anomalies: judged.anomalies,
          // In a part without any order nothing can meet.
          ...(unmet !== null && judged.outcomes.length > 0 && { unmet }),
          verified,
          ...(waited.size > 0 && { waited: idsOf(initialState, waited) }),
          effort,
          requests: initialState.raceRequests.map(({ id, spec: { browser }, message }) => ({
            id,
            browser,
            method: message.method,
            path: message.url.pathname + message.url.search,
          })),
          config: initialState.config,
          versions: versionsOf(userApp?.app),
          ...(part !== null && {
            part: { ...part, input: inputDigest(spec), code: userApp?.code?.() ?? '' },
          }),
          ...(userApp && {
            app: {
              ...foundApp(userApp.app.facts()),
              ...heldIn(userApp.app),
              restart: userApp.app.restart() !== null,
              before: [...initialState.answered],
              unheld: unheld?.all() ?? [],
            },
          }),
        };
        return { ok: true, result };
      }),
    look: (spec, schedule, given) =>
      pinned(spec, async () => {
        const explored = await exploredOf(spec, given);
        const { counted, judged } = explored;
        const { steps, choices, log, run, places } = await lookAt(
          { ...explored, spec, stepDeadline },
          schedule,
        );
        const place = (number: number) => judged.places.get(number) ?? -1;
        const reachable = [...(await counted.reach(places))]
          .map(([number, schedules]) => ({ outcome: place(number), schedules: asCount(schedules) }))
          .filter(({ outcome }) => outcome !== -1)
          .sort((a, b) => a.outcome - b.outcome);
        const outcome = choices.length === 0 ? place(explored.table.numberOf(await run.ending())) : null;
        return {
          ok: true,
          look: { steps, choices, reachable, outcome: outcome === -1 ? null : outcome, log },
        };
      }),
    leave: () => inTurn(leaveLast),
    close: async () => {
      stepDeadline.close();
      await leaveLast();
    },
  };
}

const givenBy = (userApp: UserApp) => ({
  appFor: () => userApp.build,
  restart: userApp.restart,
  mayWait: true,
  cookieOf: () => optionsFound(userApp.facts()),
  hasOtherStore: () =>
    userApp.facts().sessions.some(({ storeClass }) => storeClass !== null && storeClass !== 'MemoryStore'),
});

const isAbort = (error: unknown): boolean => Reflect.get(Object(error), 'name') === 'AbortError';

/** Left out where nothing was to be held. */
function heldIn(userApp: UserApp): Partial<Pick<RacedApp, 'held'>> {
  const { held } = userApp.facts();
  return held.length === 0 ? {} : { held: held.map(({ hold, steps }) => ({ hold, steps: [...steps] })) };
}

const versionsOf = (userApp: UserApp | undefined) =>
  userApp === undefined ? readVersions() : versionsMet(readVersions(), userApp.facts());

const idsOf = ({ raceRequests }: Explored['initialState'], places: ReadonlySet<number>): string[] =>
  raceRequests.filter(({ index }) => places.has(index)).map(({ id }) => id);

/** Two races with the same digest are sent the same, on the same lab. */
const inputDigest = (spec: RaceSpec): string =>
  createHash('sha256')
    .update(stableText({ ...spec, lab: maskSecrets(spec.lab) }))
    .digest('base64url');

const needsRealTime = ({ lab, before }: RaceSpec): boolean =>
  lab.options.cookie.expires !== null || before.some((step) => 'configure' in step || 'restart' in step);
