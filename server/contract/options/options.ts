import { z } from 'zod';
import { cookieRows } from './cookie-option-rows.ts';
import type { OptionRow } from './option-row.ts';
import { sessionRows } from './session-option-rows.ts';

/** What the lab starts with: express-session's own defaults, and a secret. */
const defaults = {
  secret: ['keyboard cat'],
  resave: true,
  saveUninitialized: true,
  rolling: false,
  unset: 'keep',
  name: 'connect.sid',
  proxy: null,
  genid: 'uid-safe',
  trustProxy: false,
  cookieForm: 'static',
} as const;

const cookieDefaults = {
  path: '/',
  domain: null,
  httpOnly: true,
  secure: false,
  sameSite: false,
  maxAge: null,
  expires: null,
  partitioned: false,
  priority: null,
} as const;

/** Session options as a file or a form gives them; what is left out is express-session's default. */
export const sessionOptionsSchema = z.strictObject({
  secret: sessionRows.secret.schema.default([...defaults.secret]),
  resave: sessionRows.resave.schema.default(defaults.resave),
  saveUninitialized: sessionRows.saveUninitialized.schema.default(defaults.saveUninitialized),
  rolling: sessionRows.rolling.schema.default(defaults.rolling),
  unset: sessionRows.unset.schema.default(defaults.unset),
  name: sessionRows.name.schema.default(defaults.name),
  proxy: sessionRows.proxy.schema.default(defaults.proxy),
  genid: sessionRows.genid.schema.default(defaults.genid),
  trustProxy: sessionRows.trustProxy.schema.default(defaults.trustProxy),
  cookieForm: sessionRows.cookieForm.schema.default(defaults.cookieForm),
  cookie: z
    .strictObject({
      path: cookieRows.path.schema.default(cookieDefaults.path),
      domain: cookieRows.domain.schema.default(cookieDefaults.domain),
      httpOnly: cookieRows.httpOnly.schema.default(cookieDefaults.httpOnly),
      secure: cookieRows.secure.schema.default(cookieDefaults.secure),
      sameSite: cookieRows.sameSite.schema.default(cookieDefaults.sameSite),
      maxAge: cookieRows.maxAge.schema.default(cookieDefaults.maxAge),
      expires: cookieRows.expires.schema.default(cookieDefaults.expires),
      partitioned: cookieRows.partitioned.schema.default(cookieDefaults.partitioned),
      priority: cookieRows.priority.schema.default(cookieDefaults.priority),
    } satisfies Record<keyof typeof cookieRows, z.ZodType>)
    .default({ ...cookieDefaults }),
} satisfies Record<keyof typeof sessionRows | 'cookie', z.ZodType>);

export type SessionOptions = z.infer<typeof sessionOptionsSchema>;
export type CookieOptions = SessionOptions['cookie'];

export const defaultSessionOptions = (): SessionOptions => sessionOptionsSchema.parse({});

/** The catalogue by path (`resave`, `cookie.maxAge`, `trustProxy`), in the order in which it is shown. */
export const optionCatalogue: ReadonlyArray<{ path: string; row: OptionRow }> = [
  ...Object.entries(sessionRows).map(([path, row]) => ({ path, row })),
  ...Object.entries(cookieRows).map(([key, row]) => ({ path: `cookie.${key}`, row })),
];
