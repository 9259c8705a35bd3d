import type { LessonSource } from '../lesson-source.ts';
import { readerUndoesWrite } from './reader-undoes-write.ts';
import { twoWriters } from './two-writers.ts';

export const saving: readonly LessonSource[] = [readerUndoesWrite, twoWriters];
