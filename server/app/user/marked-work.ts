/** Under this key of the global object, whoever runs an app leaves what holds its work: every copy of this package looks there. */
export const workHook = Symbol.for('session-playground.work');

const nothing = Promise.resolve();

/**
 * To be awaited where a handler waits for something beside the session: `await work(req)`. Under `race --app` that is a
 * step of its own, which is held; anywhere else it does nothing.
 */
export function work(req: object): Promise<void> {
  const hold: unknown = Reflect.get(globalThis, workHook);
  return typeof hold === 'function' ? hold(req) : nothing;
}
