import type { LabStore } from './lab-store.ts';
import { createMemoryStore } from './memory.ts';

/** MemoryStore without the optional `touch`: express-session looks for a function, and finds none. */
export function createMemoryStoreWithoutTouch(): LabStore {
  const memory = createMemoryStore();
  Object.defineProperty(memory.store, 'touch', { value: undefined, writable: true, configurable: true });
  return memory;
}
