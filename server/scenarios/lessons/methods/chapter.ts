import type { LessonSource } from '../lesson-source.ts';
import { destroyKeepsCookie } from './destroy-keeps-cookie.ts';
import { errorStillSaves } from './error-still-saves.ts';
import { maxAgeChangeSendsNoCookie } from './max-age-change-sends-no-cookie.ts';
import { parallelRegenerate } from './parallel-regenerate.ts';
import { regenerateNewId } from './regenerate-new-id.ts';
import { reloadAfterDestroy } from './reload-after-destroy.ts';
import { reloadSeesOthers } from './reload-sees-others.ts';
import { saveBeforeRedirect } from './save-before-redirect.ts';
import { touchByHand } from './touch-by-hand.ts';
import { unsetDestroy } from './unset-destroy.ts';
import { unsetKeep } from './unset-keep.ts';

export const methods: readonly LessonSource[] = [
  destroyKeepsCookie,
  reloadSeesOthers,
  reloadAfterDestroy,
  saveBeforeRedirect,
  touchByHand,
  maxAgeChangeSendsNoCookie,
  regenerateNewId,
  parallelRegenerate,
  unsetKeep,
  unsetDestroy,
  errorStillSaves,
];
