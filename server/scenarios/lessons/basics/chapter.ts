import type { LessonSource } from '../lesson-source.ts';
import { cookieNotSent } from './cookie-not-sent.ts';
import { idIsReadOnly } from './id-is-read-only.ts';
import { jsonOnly } from './json-only.ts';
import { middlewarePlace } from './middleware-place.ts';
import { onlyAnIdInTheCookie } from './only-an-id-in-the-cookie.ts';
import { ownCookieSettings } from './own-cookie-settings.ts';
import { viewCounter } from './view-counter.ts';

export const basics: readonly LessonSource[] = [
  viewCounter,
  middlewarePlace,
  onlyAnIdInTheCookie,
  idIsReadOnly,
  ownCookieSettings,
  jsonOnly,
  cookieNotSent,
];
