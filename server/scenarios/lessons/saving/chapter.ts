import type { LessonSource } from '../lesson-source.ts';
import { botsFillTheStore } from './bots-fill-the-store.ts';
import { changedAfterEnd } from './changed-after-end.ts';
import { consentBeforeCookies } from './consent-before-cookies.ts';
import { earlySave } from './early-save.ts';
import { headersOut } from './headers-out.ts';
import { nonAtomicTouch } from './non-atomic-touch.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { preflightSessions } from './preflight-sessions.ts';
import { readerUndoesWrite } from './reader-undoes-write.ts';
import { storeWithoutTouch } from './store-without-touch.ts';
import { tenFirstRequests } from './ten-first-requests.ts';
import { touch } from './touch.ts';
import { truthTable } from './truth-table.ts';
import { twoWriters } from './two-writers.ts';

export const saving: readonly LessonSource[] = [
  truthTable,
  touch,
  readerUndoesWrite,
  twoWriters,
  earlySave,
  oneAtATime,
  storeWithoutTouch,
  nonAtomicTouch,
  botsFillTheStore,
  preflightSessions,
  tenFirstRequests,
  consentBeforeCookies,
  headersOut,
  changedAfterEnd,
];
