/**
 * Gives up, before foreign code runs in this thread, the right to start threads: one could be started without the limits
 * that this one has. Where Node knows of no such limits, or cannot take them back, nothing happens.
 */
export function giveUpThreads(): void {
  const permission: unknown = Reflect.get(process, 'permission');
  const drop: unknown = Reflect.get(Object(permission), 'drop');
  if (typeof drop === 'function') drop.call(permission, 'worker');
}
