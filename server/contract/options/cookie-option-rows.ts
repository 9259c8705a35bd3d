import { z } from 'zod';
import { type OptionRow, optionRow } from './option-row.ts';
import { expiresSchema, maxAgeSchema, onOrOff, shown } from './value-schemas.ts';

/** The settings of the cookie. Source: express-session 1.19 `session/cookie.js`, RFC 6265bis. */
export const cookieRows = {
  path: optionRow({
    label: 'cookie.path',
    group: 'cookie',
    control: { type: 'text', placeholder: '/' },
    default: '/',
    defaultText: '/',
    sentence: 'The cookie goes only to URLs under this path, and the middleware works only there.',
    changes:
      'Outside the path there is no req.session at all. With none, the browser binds the cookie to the folder of the URL that set it.',
    schema: z.string({ error: 'expected a path, such as /shop; null or "" for none' }).nullable(),
  }),
  domain: optionRow({
    label: 'cookie.domain',
    group: 'cookie',
    control: { type: 'text', placeholder: 'this host only' },
    default: null,
    defaultText: 'not set: this host only',
    sentence: 'The domain whose hosts, subdomains included, get the cookie.',
    changes:
      'A domain that the host does not belong to, or a public suffix, is refused by the browser; a URL or a port cannot be written, and no cookie is sent.',
    schema: z.string({ error: 'expected a domain, such as example.com, or null' }).nullable(),
  }),
  httpOnly: optionRow({
    label: 'cookie.httpOnly',
    group: 'cookie',
    control: { type: 'switch' },
    default: true,
    defaultText: 'on',
    sentence: 'Hides the cookie from scripts in the page.',
    changes: 'Off: document.cookie, and so any injected script, can read the session’s cookie.',
    schema: onOrOff,
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
    default: false,
    defaultText: 'false',
    sentence: 'Sends the cookie only over connections that are seen as secure.',
    changes: 'true on a connection not seen as secure: Set-Cookie is silently withheld.',
    schema: z.union([z.boolean(), z.literal('auto')], {
      error: ({ input }) =>
        `expected true, false or "auto"; to express-session ${shown(input)} counts as ${Boolean(input)}: write ${Boolean(input)}`,
    }),
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
    default: false,
    defaultText: 'not set: left to the browser',
    sentence: 'Whether the cookie goes along with requests that another site caused.',
    changes:
      'strict: never. lax: only when the visitor follows a link. none: always, but it needs Secure. Another word cannot be written, and no cookie is sent.',
    schema: z.union([z.boolean(), z.string(), z.null()], {
      error: 'expected true, false, "lax", "strict", "none" or "auto"',
    }),
  }),
  maxAge: optionRow({
    label: 'cookie.maxAge',
    group: 'cookie',
    control: { type: 'duration', unit: 'ms' },
    default: null,
    defaultText: 'not set: until the browser closes',
    sentence:
      'How long a session lives, in milliseconds: in the store from its last save or touch, in the browser from the last Set-Cookie.',
    changes:
      'Set: the cookie has Expires, and a changed session sends it anew. NaN and Infinity cannot be written, and no cookie is sent.',
    schema: maxAgeSchema,
  }),
  expires: optionRow({
    label: 'cookie.expires',
    group: 'cookie',
    control: { type: 'date' },
    default: null,
    defaultText: 'not set',
    sentence:
      'A date from which a session takes, when it begins, how long it may go unused; maxAge is the better way.',
    changes:
      'A number counts as maxAge does. A session in use whose cookie is sent again lives on past the date. One that begins after it has expired before its cookie arrives.',
    schema: expiresSchema,
  }),
  partitioned: optionRow({
    label: 'cookie.partitioned',
    group: 'cookie',
    control: { type: 'switch' },
    default: false,
    defaultText: 'off',
    sentence: 'Gives the cookie a jar of its own under each top-level site (CHIPS); it needs Secure.',
    changes: 'An embedded page has a different session on every site that embeds it.',
    schema: onOrOff,
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
    default: null,
    defaultText: 'not set: medium',
    sentence: 'Which cookies a browser drops first when a site has too many.',
    changes: 'Only the Priority attribute of Set-Cookie.',
    schema: z.string({ error: 'expected "low", "medium", "high" or null' }).nullable(),
  }),
} satisfies Record<string, OptionRow>;
