import { lateChangesTold } from '../observer/late-decision.ts';
import { isHandlerWorkUnderWay } from './handler-work.ts';
import { ownUnderWay } from './own-handler.ts';

/** What keeps a thread at work without anything being under way: its port, and its servers. */
const resting = new Set(['MessagePort', 'TCPServerWrap']);

/** Timers, files, sockets and the like that are waited for, but for so many connections of the lab's own. */
const waitedFor = (connections: number): number =>
  process.getActiveResourcesInfo().filter((type) => !resting.has(type)).length - connections;

/**
 * Waits until whatever a handler does after the end of its response is done, and told; asked of what runs before any request,
 * such as a store's connection. What waits for longer than a request is watched is not waited for.
 */
export function createLateChanges(connections: () => number): () => Promise<void> {
  const atFirst = waitedFor(connections());
  return () =>
    lateChangesTold(() => ownUnderWay() > 0 || isHandlerWorkUnderWay() || waitedFor(connections()) > atFirst);
}
