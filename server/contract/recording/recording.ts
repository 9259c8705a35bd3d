import type { LabPlace } from '../endpoints.ts';

/** What a recording's file names itself first, before its version. */
export const recordingFormat = 'session-playground/recording@';

/** Bytes of such a file that are taken. */
export const maxRecordingBytes = 64 * 1024 * 1024;

/** Whether a file is one of a recording, by how it begins: an ending may be a scenario's too. */
export const beginsRecording = (text: string): boolean =>
  /^\s*\{\s*"format"\s*:\s*"([^"]*)/.exec(text)?.[1]?.startsWith(recordingFormat) ?? false;

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
