import type { LessonSource } from '../lesson-source.ts';
import { logoutUndone } from './logout-undone.ts';

export const login: readonly LessonSource[] = [logoutUndone];
