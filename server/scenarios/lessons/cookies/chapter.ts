import type { LessonSource } from '../lesson-source.ts';
import { secureBehindProxy } from './secure-behind-proxy.ts';

export const cookies: readonly LessonSource[] = [secureBehindProxy];
