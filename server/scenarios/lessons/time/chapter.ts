import type { LessonSource } from '../lesson-source.ts';
import { noMaxAge } from './no-max-age.ts';

export const time: readonly LessonSource[] = [noMaxAge];
