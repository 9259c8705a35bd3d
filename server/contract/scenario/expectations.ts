import { z } from 'zod';
import { appIdSchema } from '../endpoints.ts';
import { hostSchema } from '../hosts.ts';
import { mostInstances } from '../options/lab-setting-rows.ts';
import { browserNameSchema } from '../requests.ts';
import { verdictRules } from '../verdicts/verdict.ts';

const requestId = z.string().min(1);
const ruleName = z.enum(
  Object.keys(verdictRules) as [keyof typeof verdictRules, ...Array<keyof typeof verdictRules>],
);

/** A number, or from `min` to `max`, both included. */
const amountSchema = z.union([
  z.int().min(0),
  z
    .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
    .refine(({ min, max }) => min !== undefined || max !== undefined, 'expected min, max, or both')
    .refine(({ min = 0, max = min }) => min <= max, 'expected a min that is not above max'),
]);
export type Amount = z.infer<typeof amountSchema>;

/** Whose store is meant where there are several: an instance's, or another app's. */
const whose = {
  instance: z.int().min(1).max(mostInstances).optional(),
  app: appIdSchema.optional(),
};

/** The host whose cookie is meant, where a browser has one of that name for several. */
const where = { host: hostSchema.optional() };

/** A value in data: `path` as in `cart.apples`; without it the whole. */
const valueAt = { path: z.string().optional(), equals: z.json().optional(), exists: z.boolean().optional() };

/** What of two requests is compared. `cookie`: the session cookie's value that the browser had after the response. */
export const comparedParts = ['sid', 'cookie', 'status', 'body'] as const;

/** What happens to a request, from its sending on; `loaded` to `destroyed` are the store's answers, the last of each. */
export const requestMoments = [
  'sent',
  'arrived',
  'loaded',
  'saved',
  'touched',
  'destroyed',
  'answered',
  'received',
] as const;
export type RequestMoment = (typeof requestMoments)[number];
const moment = z
  .string()
  .regex(
    new RegExp(`^.+\\.(${requestMoments.join('|')})$`),
    `expected a request and a moment, such as A.answered; moments are ${requestMoments.join(', ')}`,
  );

/**
 * Expectations, each about one thing; the kind is the first key, which therefore is a key of no other kind. What else each
 * kind is stands in a table of `server/scenarios` that is keyed by it too.
 */
export const expectationSchemas = {
  response: z.strictObject({
    response: requestId,
    status: z.int().optional(),
    /** A text within the body. */
    body: z.string().optional(),
    /** What the body, which is JSON, holds. */
    json: z.strictObject(valueAt).optional(),
    /** Whether session-playground's lab sent Set-Cookie for the session cookie. */
    setCookie: z.boolean().optional(),
    location: z.string().optional(),
    /** Headers by name: a text within its value, or whether it is there. */
    headers: z.record(z.string().regex(/^[\w-]+$/), z.union([z.string(), z.boolean()])).optional(),
    /** Whether the request failed without a whole response. */
    failed: z.boolean().optional(),
  }),
  /** The stored session of a browser, by the cookie in its jar. Its cookie settings are at `cookie.…`. */
  session: z.strictObject({ session: browserNameSchema, ...valueAt, ...whose, ...where }),
  /** The session that a request had in the end, as it is stored now: also one that no jar leads to any more. */
  stored: z.strictObject({ stored: requestId, ...valueAt, ...whose }),
  /** How many sessions the store holds, all stores together where there are several. */
  sessions: z.strictObject({ sessions: amountSchema, ...whose }),
  /** A cookie in a browser's jar; `attributes` as in JarCookie (path, httpOnly, secure, sameSite, domain). */
  cookie: z.strictObject({
    cookie: browserNameSchema,
    name: z.string().optional(),
    present: z.boolean().default(true),
    attributes: z.record(z.string(), z.json()).optional(),
    ...where,
  }),
  /** How many cookies a browser's jar holds. */
  jar: z.strictObject({ jar: browserNameSchema, count: amountSchema, name: z.string().optional() }),
  /** Whether a cookie went along with a request, the session's unless named; `reason` is the browser rule that kept it back. */
  sent: z.strictObject({
    sent: requestId,
    name: z.string().optional(),
    present: z.boolean().optional(),
    reason: ruleName.optional(),
  }),
  /** The browser refused a Set-Cookie of that response; `reason` is a browser rule's name. */
  refused: z.strictObject({ refused: requestId, reason: ruleName.optional() }),
  /** What express-session did to the store at the end of that request. */
  store: z.strictObject({ store: requestId, operation: z.enum(['save', 'touch', 'destroy', 'nothing']) }),
  /** How often the store was called; `request` counts that one's calls only, `failed` those answered with an error, or without. */
  operations: z.strictObject({
    operations: z.enum(['get', 'set', 'touch', 'destroy']),
    count: amountSchema,
    request: requestId.optional(),
    failed: z.boolean().optional(),
  }),
  verdict: z.strictObject({ verdict: requestId, rule: ruleName, present: z.boolean().optional() }),
  /** An error reached Express in that request, or was thrown by it; `message` is a text within it. */
  error: z.strictObject({
    error: requestId,
    message: z.string().optional(),
    present: z.boolean().optional(),
  }),
  /** A text that the lab printed: a warning of express-session, a deprecation. */
  logged: z.strictObject({ logged: z.string().min(1), present: z.boolean().optional() }),
  /** Two requests, and what is the same in both, or differs. */
  same: z.strictObject({ same: z.tuple([requestId, requestId]), of: z.enum(comparedParts) }),
  different: z.strictObject({ different: z.tuple([requestId, requestId]), of: z.enum(comparedParts) }),
  /** The first moment came before the second. */
  before: z.strictObject({ before: z.tuple([moment, moment]) }),
  /** Bytes of the stored session that a browser's cookie leads to, as JSON. */
  size: z.strictObject({ size: browserNameSchema, bytes: amountSchema, ...whose, ...where }),
  /** How long something lives on, in ms on the lab's clock: the cookie in the jar, or the stored session. null: no expiry. */
  lifetime: z.strictObject({
    lifetime: browserNameSchema,
    of: z.enum(['cookie', 'stored']),
    ms: amountSchema.nullable(),
    ...whose,
    ...where,
  }),
  /** How long a request took at its browser, in real ms. */
  took: z.strictObject({ took: requestId, ms: amountSchema }),
  /** Which instance, or app, answered. */
  answeredBy: z.strictObject({ answeredBy: requestId, ...whose }),
};

type Schemas = typeof expectationSchemas;
export type ExpectationKind = keyof Schemas;
/** The expectation of a kind, by its kind. */
export type Expectations = { [Kind in ExpectationKind]: z.output<Schemas[Kind]> };
export type Expectation = Expectations[ExpectationKind];

export const expectationKinds = Object.keys(expectationSchemas) as ExpectationKind[];

export const expectationSchema: z.ZodType<Expectation, z.input<Schemas[ExpectationKind]>> = z.union(
  Object.values(expectationSchemas),
);

/** The kind of an expectation: the one key that is a kind's. */
export const kindOf = (expectation: object): ExpectationKind | undefined =>
  expectationKinds.find((kind) => Object.hasOwn(expectation, kind));

type Parts = { [Kind in ExpectationKind]: { kind: Kind; content: Expectations[Kind] } }[ExpectationKind];

/** An expectation with its kind, so that a table's row can be given what is its own. */
export const expectationParts = (expectation: Expectation): Parts =>
  ({ kind: kindOf(expectation), content: expectation }) as Parts;
