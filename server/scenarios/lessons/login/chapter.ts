import type { LessonSource } from '../lesson-source.ts';
import { clearCookieWrongName } from './clear-cookie-wrong-name.ts';
import { clearCookieWrongPath } from './clear-cookie-wrong-path.ts';
import { cookieIsTheKey } from './cookie-is-the-key.ts';
import { fixation } from './fixation.ts';
import { guard } from './guard.ts';
import { loginAndLogout } from './login-and-logout.ts';
import { logoutUndone } from './logout-undone.ts';
import { logoutUndoneByWriter } from './logout-undone-by-writer.ts';
import { passwordInSession } from './password-in-session.ts';
import { regenerateAtLogin } from './regenerate-at-login.ts';

export const login: readonly LessonSource[] = [
  loginAndLogout,
  guard,
  clearCookieWrongName,
  clearCookieWrongPath,
  fixation,
  regenerateAtLogin,
  cookieIsTheKey,
  passwordInSession,
  logoutUndone,
  logoutUndoneByWriter,
];
