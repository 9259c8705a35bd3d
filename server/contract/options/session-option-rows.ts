import { z } from 'zod';
import { cookieFunctionSchema } from './cookie-function.ts';
import { type GenidKind, genidKinds } from './genid.ts';
import { type OptionRow, optionRow } from './option-row.ts';
import { onOrOff } from './value-schemas.ts';

/** What express-session takes for left out. */
const nothing = z.union([z.null(), z.literal(false), z.literal('')]);
const usualName = 'connect.sid';
const genidNames = Object.keys(genidKinds) as [GenidKind, ...GenidKind[]];

/** The session's own options, in the order in which they are shown. Source: express-session 1.19, `session(options)`. */
export const sessionRows = {
  secret: optionRow({
    label: 'secret',
    group: 'session',
    control: { type: 'secrets' },
    default: ['keyboard cat'],
    defaultText: 'none: it must be given',
    sentence: 'Signs the session ID in the cookie: the first secret signs, every one is accepted.',
    changes:
      'A cookie signed with a secret that is not listed counts as no cookie at all. Without any secret every request that would have a session ends in an error.',
    schema: z.union(
      [
        nothing.transform(() => null),
        z.string().transform((one) => [one]),
        z.array(z.string()).min(1, {
          error:
            'express-session throws “secret option array must contain one or more strings” at it, and the app does not start; null is no secret',
        }),
      ],
      { error: 'expected a secret: text, a list of texts, or null for none' },
    ),
  }),
  resave: optionRow({
    label: 'resave',
    group: 'session',
    control: { type: 'switch' },
    default: true,
    defaultText: 'on',
    sentence: 'Saves a session that was loaded at the end of every request, even when nothing in it changed.',
    changes: 'On: a request that only reads writes its old copy back, over what others wrote meanwhile.',
    schema: onOrOff,
  }),
  saveUninitialized: optionRow({
    label: 'saveUninitialized',
    group: 'session',
    control: { type: 'switch' },
    default: true,
    defaultText: 'on',
    sentence: 'Saves a new session, and sends its cookie, before anything was put into it.',
    changes: 'On: every visitor without a cookie, bots too, leaves a session in the store.',
    schema: onOrOff,
  }),
  rolling: optionRow({
    label: 'rolling',
    group: 'session',
    control: { type: 'switch' },
    default: false,
    defaultText: 'off',
    sentence: 'Sends the cookie again with every response, so that its expiry starts anew.',
    changes: 'On: Set-Cookie in every response of a saved session.',
    schema: onOrOff,
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
    default: 'keep',
    defaultText: 'keep',
    sentence: 'What becomes of the stored session when a handler deletes req.session or sets it to null.',
    changes: 'keep: the stored session stays as it was. destroy: it is removed from the store.',
    schema: z.union([z.enum(['keep', 'destroy']), nothing.transform(() => 'keep' as const)], {
      error:
        'expected keep or destroy: at anything else express-session throws “unset option must be "destroy" or "keep"”, and the app does not start',
    }),
  }),
  name: optionRow({
    label: 'name',
    group: 'session',
    control: { type: 'text', placeholder: 'connect.sid' },
    default: usualName,
    defaultText: 'connect.sid',
    sentence: 'The name of the cookie that holds the session ID.',
    changes: 'Two apps on one host with the same name overwrite each other’s cookie.',
    schema: z.union([nothing.transform(() => usualName), z.string(), z.number().transform(String)], {
      error: 'expected the name of a cookie',
    }),
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
    default: null,
    defaultText: 'asks Express (req.secure)',
    sentence: 'Whether X-Forwarded-Proto may say that the connection is secure.',
    changes: 'Decides, behind a proxy, whether a Secure cookie is sent or silently withheld.',
    schema: z
      .boolean({
        error:
          'expected true, false or null: express-session takes anything else for left out, so write null',
      })
      .nullable(),
  }),
  genid: optionRow({
    label: 'genid',
    group: 'session',
    control: {
      type: 'choice',
      choices: genidNames.map((value) => ({ value, label: genidKinds[value].label })),
    },
    default: 'uid-safe',
    defaultText: 'uid-safe, 24 random bytes',
    sentence: 'Makes the session ID.',
    changes:
      'A weak one lets IDs be guessed, or gives two visitors the same session. With one that gives no text, as an async function does, nothing is saved and no cookie is sent.',
    schema: z.union([z.enum(genidNames), nothing.transform(() => 'uid-safe' as const)], {
      error: `expected one of ${genidNames.join(', ')}, which stand for functions: a file cannot hold one`,
    }),
  }),
  trustProxy: optionRow({
    label: 'trust proxy',
    group: 'app',
    control: { type: 'trust-proxy' },
    default: false,
    defaultText: 'off',
    sentence: 'Express’s own setting: which proxies’ X-Forwarded-* headers are believed.',
    changes:
      'Off: behind a TLS-terminating proxy req.secure is false, and a Secure cookie is withheld. Text is read as addresses: "1" is not 1.',
    schema: z.union(
      [
        z.boolean(),
        z.number(),
        z.string().min(1),
        z.null().transform(() => false),
        z.array(z.string()).transform((list) => list.length > 0 && list.join(',')),
      ],
      { error: 'expected true, false, a number of hops, or addresses such as "loopback"' },
    ),
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
    default: 'static',
    defaultText: 'an object',
    sentence: 'Whether the cookie settings are one object or a function that returns one for each request.',
    changes: 'In the function form of 1.19 the value ‘auto’ of secure and sameSite is never resolved.',
    schema: z.enum(['static', 'function']),
  }),
  cookieFunction: optionRow({
    label: 'cookie (req) => …',
    group: 'cookie',
    control: { type: 'code', start: '(req) => ({\n  secure: req.secure,\n})' },
    default: null,
    defaultText: 'not written: the function returns the settings below',
    sentence:
      'A function of your own that gives the cookie’s settings for each request, where cookie is a function of the request.',
    changes:
      'In its place the cookie settings of the list count for nothing. express-session asks it for the path at every request, and for all of them where a session begins; what is no object is ignored, and what it throws ends the request. It is code, and runs in a process of its own.',
    schema: cookieFunctionSchema.nullable(),
  }),
  cookieEnd: optionRow({
    label: 'maxAge, expires',
    group: 'cookie',
    control: {
      type: 'choice',
      choices: [
        { value: 'maxAge', label: 'maxAge last' },
        { value: 'expires', label: 'expires last' },
      ],
    },
    default: 'maxAge',
    defaultText: 'as they stand in the file; maxAge last',
    sentence: 'Which of cookie.maxAge and cookie.expires is written last, where both are set.',
    changes: 'The one that is written last decides when a session ends, and the other nothing.',
    schema: z.enum(['maxAge', 'expires']),
  }),
} satisfies Record<string, OptionRow>;
