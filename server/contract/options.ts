import { z } from 'zod';
import { type GenidKind, genidKinds } from './genid.ts';
import { type OptionRow, optionRow } from './option-row.ts';

const secretText = z.string({ error: 'expected a secret: a string of at least one character' }).min(1);
const genidNames = Object.keys(genidKinds) as [GenidKind, ...GenidKind[]];

/** The session's own options, in the order in which they are shown. Source: express-session 1.19, `session(options)`. */
export const sessionRows = {
  secret: optionRow({
    label: 'secret',
    group: 'session',
    control: { type: 'secrets' },
    defaultText: 'none: it must be given',
    sentence: 'Signs the session ID in the cookie: the first secret signs, every one is accepted.',
    changes: 'A cookie signed with a secret that is not listed counts as no cookie at all.',
    schema: z.union([secretText.transform((one) => [one]), z.array(secretText).min(1)]),
  }),
  resave: optionRow({
    label: 'resave',
    group: 'session',
    control: { type: 'switch' },
    defaultText: 'on',
    sentence: 'Saves the session at the end of every request, even when nothing in it changed.',
    changes: 'On: a request that only reads writes its old copy back, over what others wrote meanwhile.',
    schema: z.boolean(),
  }),
  saveUninitialized: optionRow({
    label: 'saveUninitialized',
    group: 'session',
    control: { type: 'switch' },
    defaultText: 'on',
    sentence: 'Saves a new session, and sends its cookie, before anything was put into it.',
    changes: 'On: every visitor without a cookie, bots too, leaves a session in the store.',
    schema: z.boolean(),
  }),
  rolling: optionRow({
    label: 'rolling',
    group: 'session',
    control: { type: 'switch' },
    defaultText: 'off',
    sentence: 'Sends the cookie again with every response, so that its expiry starts anew.',
    changes: 'On: Set-Cookie in every response of a saved session.',
    schema: z.boolean(),
  }),
  unset: optionRow({
    label: 'unset',
    group: 'session',
    control: {
      type: 'choice',
      choices: [
        { value: 'keep', label: 'keep' },
        { value: 'destroy', label: 'destroy' },
      ],
    },
    defaultText: 'keep',
    sentence: 'What becomes of the stored session when a handler deletes req.session or sets it to null.',
    changes: 'keep: the stored session stays as it was. destroy: it is removed from the store.',
    schema: z.enum(['keep', 'destroy']),
  }),
  name: optionRow({
    label: 'name',
    group: 'session',
    control: { type: 'text', placeholder: 'connect.sid' },
    defaultText: 'connect.sid',
    sentence: 'The name of the cookie that holds the session ID.',
    changes: 'Two apps on one host with the same name overwrite each other’s cookie.',
    schema: z
      .string()
      .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, "expected a cookie name: letters, digits and !#$%&'*+-.^_`|~"),
  }),
  proxy: optionRow({
    label: 'proxy',
    group: 'session',
    control: {
      type: 'choice',
      choices: [
        { value: null, label: 'ask Express (default)' },
        { value: true, label: 'true: believe X-Forwarded-Proto' },
        { value: false, label: 'false: only a TLS socket is secure' },
      ],
    },
    defaultText: 'asks Express (req.secure)',
    sentence: 'Whether X-Forwarded-Proto may say that the connection is secure.',
    changes: 'Decides, behind a proxy, whether a Secure cookie is sent or silently withheld.',
    schema: z.boolean().nullable(),
  }),
  genid: optionRow({
    label: 'genid',
    group: 'session',
    control: {
      type: 'choice',
      choices: genidNames.map((value) => ({ value, label: genidKinds[value].label })),
    },
    defaultText: 'uid-safe, 24 random bytes',
    sentence: 'Makes the session ID.',
    changes: 'A weak one lets IDs be guessed, or gives two visitors the same session.',
    schema: z.enum(genidNames),
  }),
  trustProxy: optionRow({
    label: 'trust proxy',
    group: 'app',
    control: { type: 'trust-proxy' },
    defaultText: 'off',
    sentence: 'Express’s own setting: which proxies’ X-Forwarded-* headers are believed.',
    changes: 'Off: behind a TLS-terminating proxy req.secure is false, and a Secure cookie is withheld.',
    schema: z.union([z.boolean(), z.int().min(0).max(32), z.string().min(1)], {
      error: 'expected true, false, a number of hops, or addresses such as "loopback"',
    }),
  }),
  cookieForm: optionRow({
    label: 'cookie',
    group: 'cookie',
    control: {
      type: 'choice',
      choices: [
        { value: 'static', label: 'an object' },
        { value: 'function', label: 'a function of the request' },
      ],
    },
    defaultText: 'an object',
    sentence: 'Whether the cookie settings are one object or a function that returns one for each request.',
    changes: 'In the function form of 1.19 the value ‘auto’ of secure and sameSite is never resolved.',
    schema: z.enum(['static', 'function']),
  }),
} satisfies Record<string, OptionRow>;

/** The settings of the cookie. Source: express-session 1.19 `session/cookie.js`, RFC 6265bis. */
export const cookieRows = {
  path: optionRow({
    label: 'cookie.path',
    group: 'cookie',
    control: { type: 'text', placeholder: '/' },
    defaultText: '/',
    sentence: 'The cookie goes only to URLs under this path, and the middleware works only there.',
    changes: 'Outside the path there is no req.session at all.',
    schema: z.string().startsWith('/', 'expected a path that starts with /'),
  }),
  domain: optionRow({
    label: 'cookie.domain',
    group: 'cookie',
    control: { type: 'text', placeholder: 'this host only' },
    defaultText: 'not set: this host only',
    sentence: 'The domain whose hosts, subdomains included, get the cookie.',
    changes: 'A domain that the host does not belong to is refused by the browser.',
    schema: z.string().min(1).nullable(),
  }),
  httpOnly: optionRow({
    label: 'cookie.httpOnly',
    group: 'cookie',
    control: { type: 'switch' },
    defaultText: 'on',
    sentence: 'Hides the cookie from scripts in the page.',
    changes: 'Off: document.cookie, and so any injected script, can read the session’s cookie.',
    schema: z.boolean(),
  }),
  secure: optionRow({
    label: 'cookie.secure',
    group: 'cookie',
    control: {
      type: 'choice',
      choices: [
        { value: false, label: 'false' },
        { value: true, label: 'true' },
        { value: 'auto', label: "'auto'" },
      ],
    },
    defaultText: 'false',
    sentence: 'Sends the cookie only over connections that are seen as secure.',
    changes: 'true on a connection not seen as secure: Set-Cookie is silently withheld.',
    schema: z.union([z.boolean(), z.literal('auto')], { error: 'expected true, false or "auto"' }),
  }),
  sameSite: optionRow({
    label: 'cookie.sameSite',
    group: 'cookie',
    control: {
      type: 'choice',
      choices: [
        { value: false, label: 'not set' },
        { value: true, label: 'true (strict)' },
        { value: 'lax', label: "'lax'" },
        { value: 'strict', label: "'strict'" },
        { value: 'none', label: "'none'" },
        { value: 'auto', label: "'auto'" },
      ],
    },
    defaultText: 'not set: browsers treat it as lax',
    sentence: 'Whether the cookie goes along with requests that another site caused.',
    changes: 'strict: never. lax: only when the visitor follows a link. none: always, but it needs Secure.',
    schema: z.union([z.boolean(), z.enum(['lax', 'strict', 'none', 'auto'])], {
      error: 'expected true, false, "lax", "strict", "none" or "auto"',
    }),
  }),
  maxAge: optionRow({
    label: 'cookie.maxAge',
    group: 'cookie',
    control: { type: 'duration', unit: 'ms' },
    defaultText: 'not set: until the browser closes',
    sentence: 'How long the cookie and the stored session live, in milliseconds from the last response.',
    changes: 'Set: the cookie has Expires, and a changed session sends it anew.',
    schema: z.int().min(0).max(34_560_000_000).nullable(),
  }),
  expires: optionRow({
    label: 'cookie.expires',
    group: 'cookie',
    control: { type: 'date' },
    defaultText: 'not set',
    sentence: 'A fixed date at which the cookie ends; maxAge is the better way.',
    changes: 'Every session ends at that one moment, whenever it began.',
    schema: z.iso
      .datetime({ offset: true, error: 'expected an ISO date and time, such as 2030-01-01T00:00:00Z' })
      .nullable(),
  }),
  partitioned: optionRow({
    label: 'cookie.partitioned',
    group: 'cookie',
    control: { type: 'switch' },
    defaultText: 'off',
    sentence: 'Gives the cookie a jar of its own under each top-level site (CHIPS); it needs Secure.',
    changes: 'An embedded page has a different session on every site that embeds it.',
    schema: z.boolean(),
  }),
  priority: optionRow({
    label: 'cookie.priority',
    group: 'cookie',
    control: {
      type: 'choice',
      choices: [
        { value: null, label: 'not set' },
        { value: 'low', label: 'low' },
        { value: 'medium', label: 'medium' },
        { value: 'high', label: 'high' },
      ],
    },
    defaultText: 'not set: medium',
    sentence: 'Which cookies a browser drops first when a site has too many.',
    changes: 'Only the Priority attribute of Set-Cookie.',
    schema: z.enum(['low', 'medium', 'high']).nullable(),
  }),
} satisfies Record<string, OptionRow>;

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
