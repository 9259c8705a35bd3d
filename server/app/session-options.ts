import type {
  CookieOptions as ExpressCookieOptions,
  SessionOptions as ExpressSessionOptions,
  Store,
} from 'express-session';
import type { CookieOptions, SessionOptions } from '../contract/options/options.ts';
import { createGenerators, type Generators } from './genid.ts';

/** The options as express-session takes them. null stands for an option that is left out. */
export function sessionOptions(
  options: SessionOptions,
  store: Store,
  generators: Generators = createGenerators(),
): ExpressSessionOptions {
  const { secret, resave, saveUninitialized, rolling, unset, name, proxy, cookieForm } = options;
  const genid = generators[options.genid];
  return {
    secret,
    resave,
    saveUninitialized,
    rolling,
    unset,
    name,
    store,
    ...(proxy === null ? {} : { proxy }),
    ...(genid === undefined ? {} : { genid }),
    cookie: cookieForm === 'function' ? () => cookieOptions(options.cookie) : cookieOptions(options.cookie),
  };
}

export function cookieOptions(cookie: CookieOptions): ExpressCookieOptions {
  const { path, domain, httpOnly, secure, sameSite, maxAge, expires, partitioned, priority } = cookie;
  const options: ExpressCookieOptions = {
    path,
    httpOnly,
    secure,
    ...(domain === null ? {} : { domain }),
    // express-session follows the one that comes last: a maxAge beside a fixed date wins.
    ...(expires === null ? {} : { expires: new Date(expires) }),
    ...(maxAge === null ? {} : { maxAge }),
    ...(partitioned ? { partitioned } : {}),
    ...(priority === null ? {} : { priority }),
  };
  // Assigned, since the package's types lack 'auto'.
  return Object.assign(options, sameSite === false ? {} : { sameSite });
}
