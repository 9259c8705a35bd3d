import type { LessonSource } from '../lesson-source.ts';
import { destroyKeepsCookie } from './destroy-keeps-cookie.ts';

export const methods: readonly LessonSource[] = [destroyKeepsCookie];
