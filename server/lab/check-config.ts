import express from 'express';
import session from 'express-session';
import { cookieOptions } from '../app/session-options.ts';
import { type Refused, refuse } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import type { CookieOptions } from '../contract/options/options.ts';

/**
 * Tries the options that Express and the cookie package check only when they are used, each alone, so that a mistake
 * has a path. Nothing of a running app is touched. null when all is well.
 */
export function refusalOf({ options, apps }: LabConfig): Refused | null {
  const trustProxy = thrownBy(() => express().set('trust proxy', options.trustProxy));
  if (trustProxy) return refuse('library-said', 'options.trustProxy', { message: trustProxy });
  const name = thrownBy(() => serialize(options.name, {}));
  if (name) return refuse('library-said', 'options.name', { message: name });
  for (const [index, app] of apps.entries()) {
    const wrongName = thrownBy(() => serialize(app.name, {}));
    if (wrongName) return refuse('library-said', `apps[${index}].name`, { message: wrongName });
    const wrongPath = thrownBy(() => serialize('name', { path: app.path }));
    if (wrongPath) return refuse('library-said', `apps[${index}].path`, { message: wrongPath });
  }
  for (const [key, value] of Object.entries(cookieOptions(resolved(options.cookie)))) {
    const message = thrownBy(() => serialize('name', { [key]: value }));
    if (message) return refuse('library-said', `options.cookie.${key}`, { message });
  }
  return null;
}

/** 'auto' stands for other values; that the function form never resolves it is for the lab to show, not to refuse. */
const resolved = (cookie: CookieOptions): CookieOptions => ({
  ...cookie,
  secure: cookie.secure === 'auto' ? false : cookie.secure,
  sameSite: cookie.sameSite === 'auto' ? 'lax' : cookie.sameSite,
});

/** As express-session writes Set-Cookie. Its types know neither the constructor's argument nor the method. */
function serialize(name: string, options: object): string {
  const cookie: { serialize(name: string, value: string): string } = Reflect.construct(session.Cookie, [
    options,
  ]);
  return cookie.serialize(name, 's:id');
}

function thrownBy(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
