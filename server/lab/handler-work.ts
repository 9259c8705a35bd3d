import { createHook } from 'node:async_hooks';
import { ownRequest } from './own-handler.ts';

/** What Node's list of active resources leaves out: crypto's and zlib's jobs on its threads, timers that keep nothing alive. */
const isUnlisted = (type: string, resource: object): boolean =>
  type === 'ZLIB' || isJob(type) || (type === 'Timeout' && isRef(resource));
const isJob = (type: string): boolean => type.endsWith('REQUEST') && type !== 'HTTPCLIENTREQUEST';
/** As setTimeout makes them; those of Node's own sockets keep nothing alive from the start. */
const isRef = (resource: object): boolean =>
  'hasRef' in resource && resource.hasRef instanceof Function && resource.hasRef() === true;

/** A stream of zlib is written to again and again, and tells nobody that it was closed: it is over when nothing came for so long, in ms. */
const zlibRests = 50;

type Work = { type: string; resource: WeakRef<object>; lastStep: number | null };
const begun = new Map<number, Work>();
const { now } = performance;
const clock = () => Reflect.apply(now, performance, []);

const hook = createHook({
  init: (id, type, _trigger, resource) => {
    if (isUnlisted(type, resource) && ownRequest.getStore() !== undefined) {
      begun.set(id, { type, resource: new WeakRef(resource), lastStep: null });
    }
  },
  after: (id) => {
    const work = begun.get(id);
    if (work?.type === 'ZLIB') work.lastStep = clock();
    else if (work !== undefined && isJob(work.type)) begun.delete(id);
  },
  destroy: (id) => {
    begun.delete(id);
  },
});

/** Follows from now on what typed-in handlers begin. It slows promises down: only where there is one. */
export const followHandlerWork = (): void => {
  hook.enable();
};

/** Whether something that a typed-in handler began, and that Node does not list, is not over. */
export function isHandlerWorkUnderWay(): boolean {
  for (const [id, work] of begun) if (isOver(work)) begun.delete(id);
  return begun.size > 0;
}

function isOver({ type, resource, lastStep }: Work): boolean {
  const held = resource.deref();
  if (held === undefined) return true;
  if (type === 'ZLIB') return lastStep !== null && clock() - lastStep > zlibRests;
  // A job that was done at once, such as randomBytes without a callback, has nobody to tell.
  return isJob(type) && Reflect.get(held, 'ondone') === undefined;
}
