import { z } from 'zod';
import { faultsSchema } from '../faults/faults.ts';
import { fromSchema } from '../hosts.ts';
import { labConfigSchema, versionsSchema } from '../options/lab-config.ts';
import { cookieModes, mostBrowsers } from '../requests.ts';
import { explain, type Verdict, verdictRules } from '../verdicts/verdict.ts';
import { anomalyEventKinds, type EventBody, type Horizon, type LogEvent, type LogMessage } from './events.ts';

/**
 * What an event must look like that comes from a thread in which somebody else's code ran. Whoever shows events takes
 * them as they are, so nothing that does not fit may come as far.
 */

const text = z.string();
const nullableText = text.nullable();
const version = z.int().min(0).nullable();
const placeText = text.regex(/^(?:\d{1,3}|[A-Za-z][\w-]{0,15})$/);
export const place = placeText.exactOptional();
const request = text;
const wire = z.array(z.tuple([text, text])).exactOptional();
const status = z.int().min(0).max(999);
const operation = z.enum(['get', 'set', 'touch', 'destroy', 'all', 'length', 'clear']);
export const ofType = <Type extends EventBody['type'], Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
) => z.object({ type: z.literal(type), ...shape });

/** Its sentence can be said, whatever its inputs are. */
function isSayable(verdict: Verdict): boolean {
  try {
    return typeof explain(verdict) === 'string';
  } catch {
    return false;
  }
}

const ruleNames = Object.keys(verdictRules) as [
  keyof typeof verdictRules,
  ...Array<keyof typeof verdictRules>,
];
const verdict = z
  .object({
    rule: z.enum(ruleNames),
    inputs: z.record(text, z.union([text, z.number(), z.boolean(), z.null()])),
    actual: text,
  })
  .refine(isSayable);

export const cookie = z.object({
  name: text,
  value: text,
  domain: text,
  hostOnly: z.boolean(),
  path: text,
  expires: z.number().nullable(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.enum(['strict', 'lax', 'none']).nullable(),
  created: z.number().exactOptional(),
  partition: text.exactOptional(),
});

/** Levels. What nests deeper exhausts the stack of whoever walks over it or writes it as JSON. */
const mostDepth = 256;

/** Whether a value nests no deeper than an event may. */
export const isShallow = (value: unknown, left = mostDepth): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (left > 0 && Object.values(value).every((inner) => isShallow(inner, left - 1)));

/**
 * Whether all that a schema read stands in what was given. Whoever shows events takes them as they are: what the schema
 * would fill in or put in other words is not there for them.
 */
function isAsRead(given: unknown, read: unknown): boolean {
  if (Object.is(given, read) || read === undefined) return true;
  if (typeof given !== 'object' || typeof read !== 'object' || given === null || read === null) return false;
  if (Array.isArray(read) && !(Array.isArray(given) && given.length === read.length)) return false;
  return Object.entries(read).every(
    ([key, value]) =>
      value === undefined || (Object.hasOwn(given, key) && isAsRead(Reflect.get(given, key), value)),
  );
}

/** Whether a value is what the schema reads, with nothing left for it to fill in. */
function fits(schema: z.ZodType, value: unknown): boolean {
  if (!isShallow(value)) return false;
  const read = schema.safeParse(value);
  return read.success && isAsRead(value, read.data);
}

const change = z.object({ path: text, before: z.unknown().optional(), after: z.unknown().optional() });
export const browser = z.object({
  name: text,
  hue: z
    .int()
    .min(0)
    .max(mostBrowsers - 1),
});

/** What a lab's thread tells: of its own requests, store and output. */
export const byLab = [
  ofType('arrived', {
    request,
    method: text,
    url: text,
    cookie: nullableText,
    place,
    client: text.exactOptional(),
  }),
  ofType('verdict', { request, verdict }),
  ofType('session', {
    request,
    origin: z.enum(['generated', 'loaded', 'reloaded', 'regenerated']),
    sid: text,
    session: text,
    version,
    place,
  }),
  ofType('changed', {
    request,
    sid: nullableText,
    session: nullableText,
    changes: z.array(change),
    seenAt: z.enum(['work', 'store', 'headers', 'end', 'after']),
    unwritable: text.exactOptional(),
    place,
  }),
  ofType('store-called', {
    request: nullableText,
    call: z.int(),
    operation,
    sid: nullableText,
    session: nullableText,
    base: version,
    before: nullableText,
    beforeVersion: version,
    byHand: z.literal(true).exactOptional(),
    place,
  }),
  ofType('store-answered', {
    request: nullableText,
    call: z.int(),
    operation,
    sid: nullableText,
    found: nullableText,
    foundVersion: version.exactOptional(),
    after: nullableText,
    version,
    error: nullableText,
    byHand: z.literal(true).exactOptional(),
    place,
  }),
  ofType('store-connection', { connected: z.boolean(), place }),
  ofType('store-outside', { sid: text, session: nullableText, version, place }),
  ofType('work', { request, phase: z.enum(['start', 'end']) }),
  ofType('headers', { request, status, setCookie: z.array(text) }),
  ofType('responded', { request, status }),
  ofType('aborted', { request }),
  ofType('error', { request: nullableText, message: text, stack: nullableText }),
  ofType('faults', { faults: faultsSchema, usedUp: z.literal(true).exactOptional() }),
  ofType('printed', { stream: z.enum(['stdout', 'stderr']), text }),
  ofType('lab-restarted', {
    config: labConfigSchema,
    instance: z.int().min(1).nullable(),
    isKilled: z.boolean(),
    cut: z.array(text),
    emptied: z.array(z.union([placeText, z.null()])),
  }),
] as const;

/** What the playground and its browsers say of a lab; only a race, which is all of these in one, tells it as well. */
export const byOthers = [
  ofType('lab-started', {
    generation: z.int(),
    url: text,
    config: labConfigSchema,
    versions: versionsSchema,
    handler: nullableText,
  }),
  ofType('lab-configured', {
    config: labConfigSchema,
    storeKept: z.boolean(),
    handler: nullableText,
    lost: z.array(text).exactOptional(),
  }),
  ofType('clock', { offset: z.number() }),
  ofType('browser-added', { browser }),
  ofType('sent', {
    request,
    browser: text,
    group: nullableText,
    method: text,
    url: text,
    body: nullableText,
    work: z.number(),
    cookie: nullableText,
    mode: z.enum([...cookieModes, 'edited']),
    withheld: z.array(verdict),
    redirectOf: nullableText,
    after: z.number().exactOptional(),
    proxy: z.literal('https').exactOptional(),
    app: text.exactOptional(),
    instance: z.number().exactOptional(),
    host: text.exactOptional(),
    from: fromSchema.exactOptional(),
    preflightFor: text.exactOptional(),
    headers: z.record(text, text).exactOptional(),
    wire,
  }),
  ofType('answered', {
    request,
    status,
    setCookie: z.array(text),
    location: nullableText,
    headers: z.record(text, text).exactOptional(),
    reason: text.exactOptional(),
    wire,
  }),
  ofType('jar', {
    browser: text,
    request: nullableText,
    verdicts: z.array(verdict),
    cookies: z.array(cookie),
  }),
  ofType('received', { request, status, body: text, bytes: z.int().min(0) }),
  ofType('send-failed', { request, message: text }),
  ofType('anomaly', {
    kind: z.enum(anomalyEventKinds),
    request: nullableText,
    other: nullableText,
    sid: text,
    paths: z.array(text),
    undone: z.literal(true).exactOptional(),
    place,
  }),
  ofType('process', {
    process: text,
    state: z.enum(['began', 'ended']),
    name: text,
    pid: z.int(),
    message: nullableText,
  }),
  ofType('identified', { request, browser: text }),
  ofType('content', {
    request,
    asked: z.object({ kind: z.enum(['form', 'json']), values: z.json() }).nullable(),
    answered: z.object({ kind: z.enum(['json', 'fields']), values: z.json() }).nullable(),
  }),
] as const;

const labToldSchema = z.discriminatedUnion('type', byLab);
const toldTypes: ReadonlySet<string> = new Set(byLab.map(({ shape }) => shape.type.value));

/** Whether a lab's thread tells events of this type. */
export const isLabTold = (type: EventBody['type']): boolean => toldTypes.has(type);

type Checked = z.output<typeof labToldSchema>;
/** Does not compile where an event has what its schema does not take. */
type Fitting<Event extends Checked> = Event;

/** Whether a value is an event as a lab's thread tells it, but for its time. */
export const isLabEvent = (value: unknown): value is Fitting<Extract<EventBody, { type: Checked['type'] }>> =>
  fits(labToldSchema, value);

export const horizonSchema = z.object({
  droppedRequests: z.int(),
  droppedEvents: z.int(),
  config: labConfigSchema,
  handler: nullableText,
  clock: z.number(),
  browsers: z.array(z.object({ browser, cookies: z.array(cookie) })),
  sessions: z.array(z.object({ sid: text, session: text, version: z.int(), place })),
});
const logEventSchema = z
  .discriminatedUnion('type', [...byLab, ...byOthers])
  .and(z.object({ seq: z.int(), at: z.number() }));

const logMessageSchema = z.object({
  epoch: z.int(),
  startedAt: z.number(),
  first: z.int(),
  horizon: horizonSchema.nullable(),
  events: z.array(logEventSchema),
});

/** Whether a value is an event of a log, whoever told it. */
export const isLogEvent = (value: unknown): value is LogEvent =>
  isShallow(value) && logEventSchema.safeParse(value).success;

export const isHorizon = (value: unknown): value is Horizon =>
  isShallow(value) && horizonSchema.safeParse(value).success;

/** Whether a value is the log of a race, in which a thread tells what everybody does. */
export const isRaceLog = (value: unknown): value is LogMessage => fits(logMessageSchema, value);
