import type { Life, OutputStream, ThreadEnd, WatchLimits } from '../host.ts';

/** What a relay is sent: as V8 serializes it, one a frame. The start comes first, once. */
export type ToRelay =
  | { type: 'start'; url: string; heap: number; nursery: number | undefined }
  | { type: 'watch'; limits: WatchLimits }
  | { type: 'post'; message: unknown };

/**
 * What it sends: the length of a JSON text, the text, and bytes that belong to it. JSON, because whoever reads it cannot
 * trust it: foreign code has the same pipe.
 */
export type FromRelay =
  /** `hasBytes`: the bytes are the `buffer` of what the message tells. */
  | { type: 'message'; message: unknown; hasBytes: boolean }
  /** The thread sent what cannot be passed on. */
  | { type: 'unreadable' }
  /** `bytes`: of the whole process. */
  | ({ type: 'life'; bytes: number } & Life)
  | { type: 'printed'; stream: OutputStream; text: string }
  | { type: 'end'; end: ThreadEnd };
