import type { IncomingMessage } from 'node:http';
import { recorderOf } from './recorder.ts';

/** Tells the observer that the handler of a request begins or ends its own waiting; nothing where none observes. */
export function markWork(req: IncomingMessage, phase: 'start' | 'end'): void {
  const recorder = recorderOf(req);
  recorder?.look('work');
  recorder?.emit({ type: 'work', request: recorder.id, phase, at: recorder.now() });
}
