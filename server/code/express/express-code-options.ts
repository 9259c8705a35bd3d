import { defaultSessionOptions, type SessionOptions } from '../../contract/options/options.ts';
import { literal } from './express-code-words.ts';

/** The options that shape every app, and those that are not express-session's default; the secret is left to the caller. */
export function sessionLines(options: SessionOptions): string[] {
  const { resave, saveUninitialized, rolling, unset, name, proxy } = options;
  const defaults = defaultSessionOptions();
  return [
    `resave: ${resave},`,
    `saveUninitialized: ${saveUninitialized},`,
    ...(rolling === defaults.rolling ? [] : [`rolling: ${rolling},`]),
    ...(unset === defaults.unset ? [] : [`unset: ${literal(unset)},`]),
    ...(name === defaults.name ? [] : [`name: ${literal(name)},`]),
    ...(proxy === defaults.proxy ? [] : [`proxy: ${proxy},`]),
  ];
}

/** A maxAge comes after a fixed date, since express-session follows the one that comes last. */
export function cookieLines({ cookie, cookieForm }: SessionOptions): string[] {
  const defaults = defaultSessionOptions().cookie;
  const keys = [
    'path',
    'domain',
    'httpOnly',
    'secure',
    'sameSite',
    'expires',
    'maxAge',
    'partitioned',
    'priority',
  ] as const;
  const lines = keys
    .filter((key) => cookie[key] !== defaults[key])
    .map(
      (key) => `  ${key}: ${key === 'expires' ? `new Date(${literal(cookie[key])})` : literal(cookie[key])},`,
    );
  if (lines.length === 0 && cookieForm === 'static') return [];
  return cookieForm === 'static' ? ['cookie: {', ...lines, '},'] : ['cookie: () => ({', ...lines, '}),'];
}
