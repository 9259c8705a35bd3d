import type { CookieOptions, SessionOptions as ExpressSessionOptions } from 'express-session';
import { MemoryStore } from 'express-session';
import type { FoundApp, OptionChanges } from '../../contract/found-app.ts';
import { cookieRows } from '../../contract/options/cookie-option-rows.ts';
import type { Versions } from '../../contract/options/lab-config.ts';
import { mergeOptions } from '../../contract/options/merge-options.ts';
import {
  type CookieKey,
  defaultSessionOptions,
  type OptionKey,
  type SessionOptions,
} from '../../contract/options/options.ts';
import { cookieOptions, sessionOptions } from '../session-options.ts';

/** What was found of a user's app once it was put together. */
export type UserAppFacts = {
  form: FoundApp['form'];
  /** The versions that the app itself resolves; nothing where it asked for none. */
  versions: { express: string; expressSession: string; fastify?: string; fastifySession?: string };
  /** The options of each session middleware, as the app gave them and they were changed, and the class of the store that it asked for; null for ours. */
  sessions: readonly SeenSession[];
  /** The steps that each hold makes, by how it was asked for. */
  held: ReadonlyArray<{ hold: string; steps: string[] }>;
};

export type SeenSession = {
  options: Partial<ExpressSessionOptions>;
  storeClass: string | null;
  /** Where it is not of express-session; its options are then under the names that they have there. */
  package?: '@fastify/session';
};

/** The options that are express-session's own, and can be put over an app's from outside. */
const sessionKeys = [
  'secret',
  'resave',
  'saveUninitialized',
  'rolling',
  'unset',
  'name',
  'proxy',
] as const satisfies readonly OptionKey[];
const cookieKeys = Object.keys(cookieRows) as CookieKey[];

/** Whether an option, by its path, can be put over an app's own. */
export const isChangeable = (path: string): boolean =>
  sessionKeys.some((key) => key === path) || cookieKeys.some((key) => path === `cookie.${key}`);

/** What an app gives its session middleware, with what is changed put over it. */
export function changedOptions(
  given: Partial<ExpressSessionOptions>,
  changes: OptionChanges,
): Partial<ExpressSessionOptions> {
  if (Object.keys(changes).length === 0) return given;
  const merged = { ...defaultSessionOptions(), ...picked(changes, sessionKeys, '') };
  const all = sessionOptions(merged, new MemoryStore());
  const own = sessionKeys.filter((key) => key in changes).map((key) => [key, { value: all[key] }]);
  const { cookie } = given;
  const isOfCookie = Object.keys(changes).some((path) => path.startsWith('cookie.'));
  const changed = !isOfCookie
    ? {}
    : typeof cookie === 'function'
      ? { cookie: { value: (req: never) => changedCookie(Reflect.apply(cookie, given, [req]), changes) } }
      : { cookie: { value: changedCookie(cookie ?? {}, changes) } };
  // What an app gives may be frozen, or have getters: it is left as it is.
  return Object.create(given, { ...Object.fromEntries(own), ...changed });
}

function changedCookie(given: CookieOptions, changes: OptionChanges): CookieOptions {
  const settings = picked(changes, cookieKeys, 'cookie.');
  const made = cookieOptions({ ...defaultSessionOptions().cookie, ...settings }, 'maxAge');
  const kept = Object.entries(given).filter(([key]) => !(key in settings) && !isReplaced(key, settings));
  const put = Object.entries(made).filter(([key]) => key in settings);
  return Object.fromEntries([...kept, ...put]);
}

/** Of two ends only one counts: where one is set, the other goes. */
const isReplaced = (key: string, settings: object): boolean =>
  (key === 'expires' && 'maxAge' in settings) || (key === 'maxAge' && 'expires' in settings);

const picked = <Key extends string>(changes: OptionChanges, keys: readonly Key[], prefix: string) =>
  Object.fromEntries(
    keys.flatMap((key) => (`${prefix}${key}` in changes ? [[key, changes[`${prefix}${key}`]]] : [])),
  );

/**
 * An app's options as a lab has them, of several session middlewares the first's. What a lab has no words for (a secret
 * that is no text, a cookie by request) is as express-session has it by default.
 */
export function optionsFound({ sessions }: Pick<UserAppFacts, 'sessions'>): SessionOptions {
  const given = sessions[0]?.options ?? {};
  const cookie: Partial<CookieOptions> = typeof given.cookie === 'object' ? given.cookie : {};
  const texts = [given.secret ?? []].flat().filter((one) => typeof one === 'string');
  let options: SessionOptions = { ...defaultSessionOptions(), secret: texts.length === 0 ? null : texts };
  const put = (patch: Record<string, unknown>): void => {
    const merged = mergeOptions(options, patch);
    if (merged.ok) options = merged.options;
  };
  for (const key of sessionKeys) if (key !== 'secret' && given[key] !== undefined) put({ [key]: given[key] });
  for (const key of cookieKeys) {
    const value: unknown = Reflect.get(cookie, key);
    if (value !== undefined) put({ cookie: { [key]: value instanceof Date ? value.toISOString() : value } });
  }
  return options;
}

/** What is told of an app: its options, but for the secret and what is no data. */
export const foundApp = ({ form, sessions }: UserAppFacts): FoundApp => ({
  form,
  sessions: sessions.map(({ options, storeClass, package: of }) => ({
    name: options.name ?? 'connect.sid',
    ...(of === undefined
      ? { resave: options.resave ?? true, unset: options.unset ?? 'keep' }
      : { package: of }),
    saveUninitialized: options.saveUninitialized ?? true,
    rolling: options.rolling ?? false,
    store: storeClass,
  })),
});

/** The versions that an app resolved itself are those that ran. */
export const versionsMet = (own: Versions, { versions }: Pick<UserAppFacts, 'versions'>): Versions => ({
  ...own,
  ...(versions.express !== '' && { express: versions.express }),
  ...(versions.expressSession !== '' && { expressSession: versions.expressSession }),
  ...(versions.fastify !== undefined && { fastify: versions.fastify }),
  ...(versions.fastifySession !== undefined && { fastifySession: versions.fastifySession }),
});
