import type { LessonSource } from '../lesson-source.ts';
import { autoInFunctionForm } from './auto-in-function-form.ts';
import { defaultNameShared } from './default-name-shared.ts';
import { httpOnly } from './http-only.ts';
import { namePrefix } from './name-prefix.ts';
import { partitioned } from './partitioned.ts';
import { pathMismatch } from './path-mismatch.ts';
import { pathPrefix } from './path-prefix.ts';
import { proxyOption } from './proxy-option.ts';
import { sameSiteLax } from './same-site-lax.ts';
import { sameSiteNone } from './same-site-none.ts';
import { sameSiteOpen } from './same-site-open.ts';
import { sameSiteStrict } from './same-site-strict.ts';
import { sameSiteUnset } from './same-site-unset.ts';
import { secureAuto } from './secure-auto.ts';
import { secureBehindProxy } from './secure-behind-proxy.ts';
import { secureOnHttp } from './secure-on-http.ts';
import { subdomains } from './subdomains.ts';
import { twoCookiesOneName } from './two-cookies-one-name.ts';
import { wrongDomain } from './wrong-domain.ts';

export const cookies: readonly LessonSource[] = [
  httpOnly,
  sameSiteLax,
  sameSiteUnset,
  sameSiteStrict,
  sameSiteNone,
  sameSiteOpen,
  partitioned,
  secureOnHttp,
  secureBehindProxy,
  proxyOption,
  secureAuto,
  autoInFunctionForm,
  pathMismatch,
  pathPrefix,
  wrongDomain,
  subdomains,
  twoCookiesOneName,
  defaultNameShared,
  namePrefix,
];
