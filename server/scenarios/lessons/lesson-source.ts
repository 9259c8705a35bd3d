import type { LessonInput } from '../../contract/scenario/scenario.ts';

/** A lesson as its file gives it; the course says in which chapter it stands. */
export type LessonSource = Omit<LessonInput, 'format' | 'chapter'>;
