import { z } from 'zod';

/** Which kind of store an address is of, by its scheme. */
const kindOfScheme: Readonly<Record<string, string>> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

type UrlRules = {
  schemes: readonly string[];
  /** What the path may be, and what it is. */
  path: RegExp;
  names: string;
  /** What may stand behind the ?; of what drivers read there some are secrets, and some are files. */
  parameters: readonly string[];
};

/** An address by these rules, with a host; a password has no place in it. */
export const urlSetting = (usual: string, rules: UrlRules) =>
  z
    .string()
    .max(2048)
    .superRefine((text, context) => {
      const wrong = wrongWith(text, rules);
      if (wrong !== null) context.addIssue({ code: 'custom', message: wrong });
    })
    .default(usual);

function wrongWith(text: string, { schemes, path, names, parameters }: UrlRules): string | null {
  const url = URL.parse(text);
  if (url === null || !schemes.includes(url.protocol)) {
    return `expected an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;
  }
  if (url.hostname === '') return `expected a host, as in ${schemes[0]}//127.0.0.1`;
  // Reading has taken it out; what is left could not be told from an address, and would be shown.
  if (url.password !== '') return 'expected the password beside the address, as password';
  if (!path.test(url.pathname)) return `expected ${names} behind the host`;
  const isKnown = (key: string) => parameters.includes(key);
  if ([...url.searchParams.keys()].every(isKnown) && url.hash === '') return null;
  return `expected ${parameters.length === 0 ? 'nothing' : `nothing but ${parameters.join(', ')}`} behind the ?`;
}

/**
 * Settings of a store for what is given as one text, or has its password in its address; anything else is left as it is,
 * for the schema to judge.
 */
export function storeFromText(given: unknown): unknown {
  if (typeof given === 'string') return withoutPassword(ofText(given));
  return typeof given === 'object' && given !== null ? withoutPassword(withOptionsAsText(given)) : given;
}

/** In a file they stand as an object. */
function withOptionsAsText(given: object): object {
  const { kind, options } = { kind: undefined, options: undefined, ...given };
  const isObject = typeof options === 'object' && options !== null;
  return kind === 'module' && isObject ? { ...given, options: JSON.stringify(options) } : given;
}

/** Which kind of store a path is of, by what stands before it: `sqlite:./sessions.db`. */
const kindOfPath = /^(sqlite|file):(?!\/\/)(.+)$/;

/** What is a module: a path, or what stands behind `module:`. */
const modulePattern = /^(?:module:(?<behind>.+)|(?<path>(?:\.{0,2}|[a-z]:)[\\/].+))$/i;

/** What is shown in the place of a module's options, some of which may be secret. */
export const shownOptions = 'options of your own';

export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function ofText(text: string): object {
  const { behind, path: file } = { behind: undefined, path: undefined, ...modulePattern.exec(text)?.groups };
  const module = behind ?? file;
  if (module !== undefined) return { kind: 'module', module };
  const [, kindBefore, path] = kindOfPath.exec(text) ?? [];
  if (kindBefore !== undefined) return { kind: kindBefore, path };
  const kind = kindOfScheme[URL.parse(text)?.protocol ?? ''];
  return kind === undefined ? { kind: text } : { kind, url: text };
}

function withoutPassword(given: object): object {
  const { url: text } = { url: undefined, ...given };
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (url === null || url.password === '') return given;
  const password = decoded(url.password);
  url.password = '';
  return { ...given, url: url.href, password };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Named = { kind: string; url?: string; path?: string | undefined; module?: string };

/** A store as it is written in one text, without what is secret of it. */
export function storeText({ kind, url, path, module }: Named): string {
  return url ?? module ?? (path === undefined ? kind : `${kind}:${path}`);
}

/** A text that may be a store's address, as it can be shown. */
export function shownStore(text: string): string {
  const { url } = { url: undefined, ...withoutPassword(ofText(text)) };
  const shown =
    typeof url === 'string' && URL.canParse(url) ? url : text.replace(/(:\/\/[^/@:]*:).*@/, '$1…@');
  return shown.replace(/(:\/\/[^?]*\?).+/, '$1…');
}

/** A `key=value` setting as it can be shown: an address of a store may stand in it, also by mistake. */
export function shownSetting(text: string): string {
  const [, key, value] = /^([^=:]*)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) return shownStore(text);
  return `${key}=${key.trim() === 'store' && value.trim().startsWith('{') ? '…' : shownStore(value)}`;
}
