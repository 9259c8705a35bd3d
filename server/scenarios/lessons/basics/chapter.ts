import type { LessonSource } from '../lesson-source.ts';
import { viewCounter } from './view-counter.ts';

export const basics: readonly LessonSource[] = [viewCounter];
