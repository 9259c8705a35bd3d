import type { LessonSource } from '../lesson-source.ts';
import { largeSessions } from './large-sessions.ts';

export const failures: readonly LessonSource[] = [largeSessions];
