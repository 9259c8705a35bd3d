import { z } from 'zod';
import { type StoreKind, storeKinds } from '../stores/store-kinds.ts';

/** Stores beside those of the lab: connect-mongo touches, and any other is told by that. */
const otherStores = {
  mongo: { label: 'MongoDB', touches: true },
  other: { label: 'another store, with touch', touches: true },
  'other-non-atomic-touch': { label: 'another store, with a non-atomic touch', touches: 'by get and set' },
  'other-no-touch': { label: 'another store, without touch', touches: false },
} as const;

export const contextStores = { ...otherStores, ...storeKinds };
export type ContextStore = StoreKind | keyof typeof otherStores;

const storeNames = Object.keys(contextStores) as [ContextStore, ...ContextStore[]];

/** The host of what is in an address bar: with a port or a scheme, or an IPv6 address. Cookies know neither. */
function hostIn(text: string): string | null {
  const isAddress = /^[\da-f]*:[\da-f:.]*:[\da-f:.]*$/i.test(text);
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${isAddress ? `[${text}]` : text}`);
  if (url === null || url.hostname === '' || url.username !== '' || /[\s?#]/.test(text)) return null;
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * What option sets are judged against: where and how the app runs. null: not said, and then nothing is held against it;
 * `asked` are the answers of which the consequence is told.
 */
export const contextRows = {
  production: {
    sentence: 'The app serves real visitors.',
    values: '`true`, `false`',
    assumed: true,
    asked: [true],
    schema: z.boolean().nullable(),
  },
  https: {
    sentence: 'Visitors reach the app over https.',
    values: '`true`, `false`',
    assumed: true,
    asked: [true, false],
    schema: z.boolean().nullable(),
  },
  proxy: {
    sentence: 'A proxy stands before the app, and ends TLS where there is https.',
    values: '`true`, `false`',
    assumed: null,
    asked: [true, false],
    schema: z.boolean().nullable(),
  },
  login: {
    sentence: 'Only visitors who log in need a session.',
    values: '`true`, `false`',
    assumed: null,
    asked: [true, false],
    schema: z.boolean().nullable(),
  },
  logout: {
    sentence: 'How a logout ends the session: `req.session.destroy()`, or `req.session = null`.',
    values: '`"destroy"`, `"unset"`',
    assumed: null,
    asked: ['unset'],
    schema: z.enum(['destroy', 'unset']).nullable(),
  },
  store: {
    sentence: 'Which store the app has.',
    values: storeNames.map((name) => `\`"${name}"\``).join(', '),
    assumed: null,
    asked: ['memory', 'other-no-touch', 'other-non-atomic-touch'],
    schema: z.enum(storeNames).nullable(),
  },
  instances: {
    sentence: 'How many processes serve the same visitors.',
    values: 'a number',
    assumed: null,
    asked: [2],
    schema: z.int().min(1).max(100_000).nullable(),
  },
  sharedStore: {
    sentence: 'The processes have one store together.',
    values: '`true`, `false`',
    assumed: null,
    asked: [false],
    schema: z.boolean().nullable(),
  },
  queue: {
    sentence: 'Requests of one session are let through one at a time.',
    values: '`true`, `false`',
    assumed: null,
    asked: [false],
    schema: z.boolean().nullable(),
  },
  otherApps: {
    sentence: 'Other apps run on the same host, on another port or path.',
    values: '`true`, `false`',
    assumed: null,
    asked: [true],
    schema: z.boolean().nullable(),
  },
  crossSite: {
    sentence: 'Pages of other sites embed the app, or call it with its cookies.',
    values: '`true`, `false`',
    assumed: null,
    asked: [true, false],
    schema: z.boolean().nullable(),
  },
  host: {
    sentence: 'The host name that visitors type.',
    values: 'a host name; a port or scheme is left aside',
    assumed: null,
    asked: [],
    schema: z
      .string()
      .max(2048)
      .transform((text, { addIssue }) => {
        const host = hostIn(text);
        if (host === null) addIssue('expected a host name, such as app.example.com');
        return host;
      })
      .nullable(),
  },
  mountPath: {
    sentence: 'The path under which the app needs its sessions.',
    values: 'a path',
    assumed: '/',
    asked: [],
    schema: z.string().startsWith('/', 'expected a path that starts with /').max(2048),
  },
} as const;

const assumed = {
  production: contextRows.production.schema.default(contextRows.production.assumed),
  https: contextRows.https.schema.default(contextRows.https.assumed),
  proxy: contextRows.proxy.schema.default(contextRows.proxy.assumed),
  login: contextRows.login.schema.default(contextRows.login.assumed),
  logout: contextRows.logout.schema.default(contextRows.logout.assumed),
  store: contextRows.store.schema.default(contextRows.store.assumed),
  instances: contextRows.instances.schema.default(contextRows.instances.assumed),
  sharedStore: contextRows.sharedStore.schema.default(contextRows.sharedStore.assumed),
  queue: contextRows.queue.schema.default(contextRows.queue.assumed),
  otherApps: contextRows.otherApps.schema.default(contextRows.otherApps.assumed),
  crossSite: contextRows.crossSite.schema.default(contextRows.crossSite.assumed),
  host: contextRows.host.schema.default(contextRows.host.assumed),
  mountPath: contextRows.mountPath.schema.default(contextRows.mountPath.assumed),
} satisfies Record<keyof typeof contextRows, z.ZodType>;

/** What is left out is assumed as the table says. */
export const doctorContextSchema = z.strictObject(assumed);
export type DoctorContext = z.infer<typeof doctorContextSchema>;

/** What the page tells of the app that its reader has in mind; the rest is as it is in the lab. */
export const pageContextSchema = doctorContextSchema.omit({
  store: true,
  queue: true,
  instances: true,
  sharedStore: true,
});
export type PageContext = z.infer<typeof pageContextSchema>;

/** The lab as it is: an app on this machine, over plain http, with a login whose logout destroys. */
export const labContext: PageContext = {
  production: false,
  https: false,
  proxy: false,
  login: true,
  logout: 'destroy',
  otherApps: false,
  crossSite: false,
  host: '127.0.0.1',
  mountPath: '/',
};
