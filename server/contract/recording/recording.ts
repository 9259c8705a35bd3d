import type { LabPlace } from '../endpoints.ts';

/** A process of the app that is recorded. */
export type RecordedProcess = {
  place: LabPlace;
  name: string;
  pid: number;
  node: string;
  isHere: boolean;
  /** Its session middlewares: their options as far as they are plain, the class of their store, and whether no other process sees that. */
  sessions: Array<{ options: Record<string, unknown>; storeClass: string; isOwn: boolean }>;
};

/** How the app is that was started to be recorded; `none` where nothing was started, and what comes is taken. */
export type RecordedApp =
  | { state: 'none' }
  | { state: 'running' }
  | { state: 'ended'; code: number | null; signal: string | null };

export type RecordingState = {
  /** What was started, as it was typed. */
  command: string | null;
  app: RecordedApp;
  processes: RecordedProcess[];
  /** Requests that the app left out whole, since they came faster than they could be sent. */
  dropped: number;
  /** Why a connection was refused last. */
  refused: string | null;
};
