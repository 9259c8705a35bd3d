import { z } from 'zod';
import { capturesSchema } from './captures.ts';
import { appIdSchema } from './endpoints.ts';
import { fromSchema, hostSchema } from './hosts.ts';
import { mostInstances } from './options/lab-setting-rows.ts';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Whether browsers send no body with it. */
export const hasNoBody = (method: (typeof methods)[number]): boolean => method === 'GET' || method === 'HEAD';

/**
 * Which cookies a browser sends along. `cross-site`: as a fetch, image or frame on another site would; `cross-site-link`:
 * a link there, followed; `cross-site-form`: a form there, submitted. The last two are navigations, for which the method counts.
 */
export const cookieModes = ['jar', 'omit', 'cross-site', 'cross-site-link', 'cross-site-form'] as const;

/** Redirects: `never`; `end`: after the whole response; `headers`: as soon as the headers are in, as real browsers do. */
export const followModes = ['never', 'end', 'headers'] as const;

/**
 * Browsers that a playground has at most: every jar goes out whole with each of its changes and stands on one page, and
 * each browser has a mark of its own, which is one of eight colours in one of three shapes.
 */
export const mostBrowsers = 24;

export const browserNameSchema = z
  .string()
  .min(1)
  .max(24, 'expected at most 24 characters')
  .regex(/^[\p{L}\p{N} ._-]+$/u, 'expected a name of letters, digits, spaces, dots, dashes or underscores');

/** One request of one browser. `work`, `after` in ms. */
export const requestSpecSchema = z.strictObject({
  id: z
    .string()
    .regex(
      /^[A-Za-z][\w-]{0,15}$/,
      'expected an id such as A or login: a letter, then letters, digits, - or _',
    )
    .optional(),
  browser: browserNameSchema,
  method: z.enum(methods).default('GET'),
  path: z
    .string()
    .regex(/^(?:\/|\$\{[A-Za-z])/, 'expected a path that starts with /')
    .max(2048),
  work: z.int().min(0).max(60_000).optional(),
  form: z.record(z.string(), z.string()).optional(),
  json: z.json().optional(),
  /** A form with files (multipart/form-data): each field's text, or a file of text. */
  multipart: z
    .record(
      z.string(),
      z.union([
        z.string(),
        z.strictObject({
          filename: z.string().max(256),
          type: z
            .string()
            .regex(/^[\w.+-]+\/[\w.+-]+$/)
            .default('text/plain'),
          content: z.string(),
        }),
      ]),
    )
    .optional(),
  /** What is taken of its response, by name, for later requests: where they have `${name}`, that is put. */
  capture: capturesSchema.optional(),
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).optional(),
  cookies: z.union([z.enum(cookieModes), z.strictObject({ edited: z.string().max(8192) })]).default('jar'),
  follow: z.enum(followModes).default('never'),
  after: z.int().min(0).max(60_000).default(0),
  /**
   * As it comes to the app through a proxy that ends TLS: with X-Forwarded-Proto, and with the cookies of a browser for
   * which the address is an https one.
   */
  proxy: z.literal('https').optional(),
  /** Which instance of the app answers; without it the balancer chooses. */
  instance: z.int().min(1).max(mostInstances).optional(),
  /** Which app it goes to, by its id; without it the main one. */
  app: appIdSchema.optional(),
  /** The host that it goes to, as its browser knows it; without it that of the app. It leads to the lab, whatever its name. */
  host: hostSchema.optional(),
  /** The page that causes it; without it the address bar, or a page of the same origin. */
  from: fromSchema.optional(),
});
export type RequestSpec = z.infer<typeof requestSpecSchema>;
export type RequestSpecInput = z.input<typeof requestSpecSchema>;

/** N alike requests together, each `stagger` ms after the one before. */
export const fireSpecSchema = z.strictObject({
  request: requestSpecSchema,
  together: z.int().min(1).max(2000),
  stagger: z.int().min(0).max(10_000).default(0),
});
export type FireSpec = z.infer<typeof fireSpecSchema>;
