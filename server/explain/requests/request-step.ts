import type { Told } from '../../contract/explain.ts';
import { readJson } from '../../contract/input/json-text.ts';
import { methods, type RequestSpecInput } from '../../contract/requests.ts';
import { demoUser, labRoutes } from '../../contract/routes.ts';
import { say } from '../../words/explain/say.ts';
import { headerOf, type SentRequest } from './sent-request.ts';
import type { SentFrom } from './site-of.ts';

/** A request as a scenario has it, and what is left out of it. */
export type RequestStep = {
  spec: RequestSpecInput;
  told: Told[];
  headersLeftOut: string[];
  credentials: string[];
};

/** Letting whoever has them in, they have no place in a file that is passed on. */
const isCredential = (name: string): boolean =>
  /^(?:proxy-)?authorization$|token|api-?key|secret|csrf|xsrf/i.test(name);
/** What is hidden of a body. */
const isSecretKey = (key: string): boolean =>
  /pass(?:word|wd|phrase)?$|^pwd$|secret|token|otp|pin$|cvc|cvv|iban|card/i.test(key);
/** What Express or express-session look at. */
const isLookedAt = (name: string): boolean => /^(?:x-forwarded-[\w-]+|x-requested-with)$/.test(name);

const longestPath = 2048;
/** Bytes of a body that a scenario is given at most. */
const longestBody = 20_000;

/** Null for one that no scenario sends, because of its method or its length. */
export function requestStep(
  request: SentRequest,
  { mode }: SentFrom,
  more: Partial<RequestSpecInput> = {},
): RequestStep | null {
  const method = methods.find((each) => each === request.method);
  const path = `${request.url.pathname}${request.url.search}`;
  if (method === undefined || path.length > longestPath) return null;
  const names = [...new Set(request.headers.map(([name]) => name))].filter((name) => /^[\w-]+$/.test(name));
  const kept = names.filter(
    (name) => isLookedAt(name) && /^[\u0020-\u007e]*$/.test(headerOf(request, name) ?? ''),
  );
  const { body, told } = bodyFor(request);
  return {
    spec: {
      browser: 'alice',
      method,
      path,
      ...body,
      ...(kept.length === 0
        ? {}
        : { headers: Object.fromEntries(kept.map((name) => [name, headerOf(request, name) ?? ''])) }),
      ...(mode === 'jar' ? {} : { cookies: mode }),
      ...(request.follows ? { follow: 'headers' as const } : {}),
      ...(request.url.protocol === 'https:' ? { proxy: 'https' as const } : {}),
      ...more,
    },
    told,
    credentials: names.filter(isCredential),
    headersLeftOut: names.filter(
      (name) => !kept.includes(name) && !isCredential(name) && !hasPlace.has(name),
    ),
  };
}

/** Headers that a scenario says in another way, or that a browser makes itself. */
const hasPlace: ReadonlySet<string> = new Set([
  'cookie',
  'content-type',
  'content-length',
  'host',
  'origin',
  'connection',
]);

function bodyFor({ body, method }: SentRequest): { body: Partial<RequestSpecInput>; told: Told[] } {
  if (body === null) return { body: {}, told: [] };
  const bytes = Buffer.byteLength(body.text);
  if (bytes > longestBody) return { body: {}, told: [say('body-too-long', { bytes })] };
  if (method === 'GET' || method === 'HEAD') return { body: {}, told: [say('body-with-get', { method })] };
  const type = body.type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return formFor(body.text);
  if (type === 'application/json') {
    const json = readJson(body.text);
    if (json.ok) {
      const hidden = new Set<string>();
      const value = JSON.parse(body.text, (key, each: unknown) => {
        if (!isSecretKey(key) || !isHidden(each)) return each;
        hidden.add(key);
        return mask;
      });
      return { body: { json: value }, told: hiddenWords(hidden) };
    }
  }
  return {
    body: {},
    told: [say('no-body-carried', { type: type === '' ? 'an unknown type' : type.slice(0, 60) })],
  };
}

const mask = 'left out';
/** The password of the lab's own user is none to hide. */
const isHidden = (value: unknown): boolean =>
  (typeof value === 'string' || typeof value === 'number') && value !== demoUser.password;
const hiddenWords = (keys: ReadonlySet<string>): Told[] =>
  keys.size === 0 ? [] : [say('body-values-hidden', { keys: [...keys].map((key) => key.slice(0, 40)) })];

function formFor(text: string): ReturnType<typeof bodyFor> {
  const fields = new URLSearchParams(text);
  const keys = [...fields.keys()];
  const twice = [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];
  const hidden = new Set(keys.filter((key) => isSecretKey(key) && fields.getAll(key).some(isHidden)));
  // Whoever reads the file would take this key for another thing.
  const readable = [...fields].filter(([key]) => key !== '__proto__');
  const entries = readable.map(([key, value]) => [key, hidden.has(key) ? mask : value]);
  return {
    body: { form: Object.fromEntries(entries) },
    told: [...hiddenWords(hidden), ...(twice.length === 0 ? [] : [say('form-twice', { keys: twice })])],
  };
}

const routes = Object.values(labRoutes);

/** Whether the lab's own app has a handler for it. */
export const hasLabRoute = ({ method = 'GET', path }: RequestSpecInput): boolean => {
  const pathname = path.split(/[?#]/, 1)[0] ?? '';
  return routes.some((route) => {
    const pattern = new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/?$`, 'i');
    return (
      pattern.test(pathname) && (route.method === method || (route.method === 'GET' && method === 'HEAD'))
    );
  });
};
