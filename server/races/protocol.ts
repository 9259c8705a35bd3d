import type { Result } from '../contract/errors.ts';
import type { RaceLook, RaceProgress, RaceResult, RaceSpec, StepLabel } from '../contract/races/races.ts';
import type { CurrentRequest } from './current-request.ts';

/** What a race worker is started with. */
export type RaceWorkerStart = { pulse: SharedArrayBuffer; currentRequest: CurrentRequest };

export type RaceCommand =
  | { type: 'explore'; spec: RaceSpec; max: number | undefined }
  | { type: 'look'; spec: RaceSpec; schedule: readonly StepLabel[] };

/** What each command is answered with. */
export type RaceAnswers = {
  explore: Result<{ result: RaceResult }>;
  look: Result<{ look: RaceLook }>;
};

export type ToRaceWorker = { call: number; command: RaceCommand } | { call: number; command: 'cancel' };

export type FromRaceWorker =
  | { type: 'progress'; call: number; progress: RaceProgress }
  | { type: 'answer'; call: number; answer: RaceAnswers[keyof RaceAnswers] }
  | { type: 'failed'; call: number; message: string }
  /** Code of a request threw where nothing catches it. */
  | { type: 'crashed'; message: string };
