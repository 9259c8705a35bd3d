import type { LessonSource } from '../lesson-source.ts';
import { guessableSecret } from './guessable-secret.ts';
import { reSigning } from './re-signing.ts';
import { secretDropped } from './secret-dropped.ts';
import { secretMadeAtStart } from './secret-made-at-start.ts';
import { secretRotation } from './secret-rotation.ts';
import { severalSecrets } from './several-secrets.ts';
import { tamperedCookie } from './tampered-cookie.ts';
import { unsignedCookie } from './unsigned-cookie.ts';

export const secret: readonly LessonSource[] = [
  unsignedCookie,
  tamperedCookie,
  guessableSecret,
  severalSecrets,
  secretRotation,
  reSigning,
  secretDropped,
  secretMadeAtStart,
];
