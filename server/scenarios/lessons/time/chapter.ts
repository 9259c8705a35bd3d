import type { LessonSource } from '../lesson-source.ts';
import { fixedExpiry } from './fixed-expiry.ts';
import { liveSessionsKeepTheirOptions } from './live-sessions-keep-their-options.ts';
import { maxAgeInMs } from './max-age-in-ms.ts';
import { memoryGrows } from './memory-grows.ts';
import { noMaxAge } from './no-max-age.ts';
import { rolling } from './rolling.ts';
import { rollingUninitialized } from './rolling-uninitialized.ts';
import { serverForgetsToo } from './server-forgets-too.ts';
import { twoClocks } from './two-clocks.ts';

export const time: readonly LessonSource[] = [
  twoClocks,
  rolling,
  rollingUninitialized,
  serverForgetsToo,
  noMaxAge,
  liveSessionsKeepTheirOptions,
  memoryGrows,
  fixedExpiry,
  maxAgeInMs,
];
