import type { LessonSource } from '../lesson-source.ts';
import { largeSessions } from './large-sessions.ts';
import { loadFails } from './load-fails.ts';
import { logoutFails } from './logout-fails.ts';
import { restartEmptiesMemory } from './restart-empties-memory.ts';
import { saveFailsAfter200 } from './save-fails-after-200.ts';
import { sharedStore } from './shared-store.ts';
import { slowStore } from './slow-store.ts';
import { stickyUntilRestart } from './sticky-until-restart.ts';
import { storeDown } from './store-down.ts';
import { twoInstances } from './two-instances.ts';
import { weakGenid } from './weak-genid.ts';

export const failures: readonly LessonSource[] = [
  storeDown,
  loadFails,
  saveFailsAfter200,
  logoutFails,
  slowStore,
  largeSessions,
  weakGenid,
  twoInstances,
  sharedStore,
  restartEmptiesMemory,
  stickyUntilRestart,
];
