import type { Recorder } from './recorder.ts';
import type { LiveSession } from './session-request.ts';

/**
 * Notes when express-session takes a session for saved. To be put on before the middleware wraps the session's methods:
 * it takes its hash in that wrapper, so that a session it has not wrapped (after regenerate), or one that is given to
 * the store directly, does not count.
 */
export function watchSave(recorder: Recorder, session: LiveSession): void {
  const { save: original } = session;
  if (typeof original !== 'function') return;
  function save(this: LiveSession, ...args: unknown[]): unknown {
    if (this.save !== save) recorder.noteSave(this);
    return Reflect.apply(original as () => unknown, this, args);
  }
  Object.defineProperty(session, 'save', {
    configurable: true,
    enumerable: false,
    writable: true,
    value: save,
  });
}
