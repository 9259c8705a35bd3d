import { z } from 'zod';
import type { LogMessage } from '../events/events.ts';
import { foundAppSchema } from '../found-app.ts';
import { type LabConfig, labConfigSchema, type Versions } from '../options/lab-config.ts';
import { browserNameSchema, mostBrowsers, requestSpecSchema } from '../requests.ts';
import { handlerSourceSchema } from '../scenario/own-handler.ts';
import { stepSchema } from '../scenario/scenario.ts';
import type { RacePart } from './race-parts.ts';

/** Requests that can be raced at once. The page offers up to six. */
export const mostRaceRequests = 8;

/** Overlapping requests with all that comes before them: what a scenario has up to and including its `together`. */
export const raceSpecSchema = z.strictObject({
  lab: labConfigSchema.prefault({}),
  /** Typed-in handler's source, mounted at `ownHandlerPath`; null for none. */
  handler: handlerSourceSchema.nullable().default(null),
  browsers: z.array(browserNameSchema).min(1).max(mostBrowsers),
  /** Done one after the other before the race; expectations among them are passed over. */
  before: z.array(stepSchema).max(500).default([]),
  /** Without an id a request is named by its place: A, B, C, … */
  requests: z.array(requestSpecSchema).min(2).max(mostRaceRequests),
});
export type RaceSpec = z.infer<typeof raceSpecSchema>;
export type RaceSpecInput = z.input<typeof raceSpecSchema>;

/**
 * What a request can be held before. `work`: the handler's own waiting, or a call that it makes; the others are calls of
 * the store.
 */
export const raceSteps = ['load', 'work', 'save', 'touch', 'destroy', 'read'] as const;
export type RaceStepKind = (typeof raceSteps)[number];

/** A step as written in a schedule: `A.load`, or by the function that is called, `A.Client#query`. A request's steps come in its own order, so no number is needed. */
export type StepLabel = string;

/** Exact. Past 2^53 a decimal string. */
export type Count = number | string;

/** From the gravest on: an outcome to which several fit has the first. */
export const anomalyKinds = {
  'lost delete':
    'A session that was destroyed is back, because a request in flight saved its old copy of it.',
  'lost update': 'A request wrote over another’s change without having read it.',
  'duplicate session':
    'One browser got several new sessions, where one after the other would have shared one.',
  'orphan session': 'A session is stored that no browser holds a cookie for.',
  'stale read': 'A response told what no order of one request after the other would have told.',
} as const;
export type AnomalyKind = keyof typeof anomalyKinds;

/** An app of somebody's own, as it was raced. `restart`: whether what it keeps beside its sessions was set back for each run. */
export const racedAppSchema = foundAppSchema.extend({
  restart: z.boolean(),
  /** Functions of its own that were held, as they were asked for, and the steps that their calls are. */
  held: z.array(z.object({ hold: z.string(), steps: z.array(z.string()) })).exactOptional(),
  /** What the requests before the race were answered, in their order. */
  before: z.array(z.object({ method: z.string(), path: z.string(), status: z.number() })),
  /** What requests waited for beside their steps, after which of these, and the line that began it. */
  unheld: z.array(
    z.object({
      request: z.string(),
      after: z.string().nullable(),
      what: z.string(),
      where: z.string().nullable(),
    }),
  ),
});

export type RaceResponse = { request: string; status: number; body: string; setCookie: string[] };

/** What schedules left behind. Identical requests are not told apart: an outcome stands for all exchanges of them. */
export type RaceOutcome = {
  /** Its place in the result's outcomes, from 0. */
  id: number;
  schedules: Count;
  /** Of all schedules, 0 to 1. */
  share: number;
  serial: boolean;
  /** null when it is serial. */
  anomaly: AnomalyKind | null;
  /** One sentence: what was lost, by whom. */
  words: string;
  /** Each stored session as JSON, by session ID. */
  store: Record<string, unknown>;
  responses: RaceResponse[];
  /** The session cookie's value in each browser's jar, where it has one. */
  jars: Record<string, string>;
  /** A shortest schedule that ends so. */
  example: StepLabel[];
  /** Place in `example` of the first step after which no serial outcome could be reached any more; null when serial. */
  doomedAt: number | null;
};

export type RaceAnomaly = { kind: AnomalyKind; schedules: Count; example: StepLabel[]; outcomes: number[] };

/**
 * Why no two requests can have met: fewer than two of them call the store, or each has a session of its own. Then
 * nothing was raced.
 */
export type Unmet = (typeof unmetReasons)[number];
export const unmetReasons = ['no-steps', 'apart'] as const;

export type RaceResult = {
  schedules: {
    total: Count;
    /** Schedules when identical requests are not told apart. */
    distinct: Count;
    /** false when a limit was reached: then the counts are of what was looked at. */
    exact: boolean;
    /** Further schedules, where there are any: they end as only a store would have it that answers out of order. */
    outOfOrder?: Count;
  };
  /** The most frequent first. */
  outcomes: RaceOutcome[];
  /** One for each kind, the gravest first. */
  anomalies: RaceAnomaly[];
  /** Left out where they could meet. */
  unmet?: Unmet;
  /** Schedules that were also run whole on the real middleware, and left what was counted. */
  verified: number;
  /** Requests that waited for another, as the app has it: orders in which one would go on meanwhile cannot come. */
  waited?: string[];
  /** How many requests were really dispatched, and the ms that all of it took. */
  effort: { requests: number; states: number; ms: number };
  requests: Array<{ id: string; browser: string; method: string; path: string }>;
  config: LabConfig;
  versions: Versions;
  /** Of an app of somebody’s own: what was found of it. Its options count, not those of `config`. */
  app?: RacedApp | undefined;
  /** Where only a part of it was counted. */
  part?: RacePart;
};

export type RacedApp = z.infer<typeof racedAppSchema>;

/** Told while a race is explored. `left`: ms that it may still take, null while that cannot be told. */
export type RaceProgress = {
  states: number;
  /** States a second. */
  rate: number;
  /** 0 to 1. */
  done: number;
  left: number | null;
};

/** One step that was released, with the store before and after it (each session as JSON text, by session ID). */
export type RaceStepSeen = {
  label: StepLabel;
  request: string;
  kind: RaceStepKind;
  before: Record<string, string>;
  after: Record<string, string>;
  /** seq of its last event in the look's log. */
  seq: number;
};

/** A schedule, or the beginning of one, run on the real middleware. */
export type RaceLook = {
  steps: RaceStepSeen[];
  /** Which requests can move next, and by what step. Empty at the end. */
  choices: Array<{ request: string; label: StepLabel }>;
  /** What can still come of it: places in the result's outcomes, with the schedules that lead there from here. */
  reachable: Array<{ outcome: number; schedules: Count }>;
  /** Place in the result's outcomes; null before the end. */
  outcome: number | null;
  /** The events, for a timeline. Their times are even: a step takes 10 ms. */
  log: LogMessage;
};
