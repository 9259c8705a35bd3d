import type { Fix } from '../contract/doctor/doctor.ts';

const literal = (value: unknown): string =>
  typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);

const secretLines: Readonly<Record<'add' | 'replace', readonly string[]>> = {
  add: ['secret: [process.env.SESSION_SECRET, process.env.SESSION_SECRET_BEFORE],'],
  replace: ['secret: process.env.SESSION_SECRET, // openssl rand -base64 32'],
};

/** A fix as it is written in an app. null stands for an option to leave out. */
export function fixCode({ options, store, secret }: Fix): string {
  const { cookie = {}, trustProxy, cookieForm, genid, ...others } = options;
  const inCookie = Object.entries(cookie).map(settingLine);
  const inSession = [
    ...(secret === undefined ? [] : secretLines[secret]),
    ...(genid === undefined ? [] : ['// leave genid out']),
    ...Object.entries(others).map(settingLine),
    ...(store === undefined
      ? []
      : ['store: new RedisStore({ client }), // or another one outside of the process']),
    ...(cookieForm === undefined ? [] : ['cookie: { /* the settings, as an object */ },']),
    ...(inCookie.length === 0 ? [] : ['cookie: {', ...inCookie.map((line) => `  ${line}`), '},']),
  ];
  return [
    ...(trustProxy === undefined ? [] : [`app.set('trust proxy', ${literal(trustProxy)});`]),
    ...(inSession.length === 0 ? [] : ['session({', ...inSession.map((line) => `  ${line}`), '})']),
  ].join('\n');
}

const settingLine = ([key, value]: [string, unknown]): string =>
  value === null ? `// leave ${key} out` : `${key}: ${literal(value)},`;
