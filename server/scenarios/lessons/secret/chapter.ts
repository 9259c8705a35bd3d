import type { LessonSource } from '../lesson-source.ts';
import { secretDropped } from './secret-dropped.ts';
import { secretRotation } from './secret-rotation.ts';

export const secret: readonly LessonSource[] = [secretRotation, secretDropped];
