import type { LabConfig } from '../contract/lab-config.ts';
import { defaultSessionOptions, type SessionOptions } from '../contract/options.ts';
import { oneAtATimeCode } from './express-code-around.ts';
import { generatorCode, storeCode } from './express-code-parts.ts';
import { routesCode } from './express-code-routes.ts';
import { type Language, literal } from './express-code-words.ts';

export type ExpressCode = { filename: string; text: string };

/** The configuration as one file that runs by itself, with the same session behaviour as the lab. */
export function expressCode(config: LabConfig, language: Language): ExpressCode {
  const { options } = config;
  const generator = generatorCode(options.genid);
  const store = storeCode(config.store.kind, language);
  const packages = language === 'ts' ? ' && npm i -D @types/express @types/express-session' : '';
  const run = language === 'ts' ? 'node app.ts (Node 24)' : 'node app.mjs';
  const sections = [
    `// npm i express express-session${packages}\n// ${run}`,
    [
      ...(generator?.imports ?? []),
      ...(store?.imports ?? []),
      "import express from 'express';",
      `import session${language === 'ts' && store ? ', { type SessionData }' : ''} from 'express-session';`,
    ].join('\n'),
    ...(language === 'ts' ? [sessionDataType] : []),
    ...(store ? [store.text] : []),
    ...(generator?.text ? [generator.text] : []),
    appCode(config, { language, genid: generator?.name, store: store?.name }),
    routesCode(language),
    listenCode(language),
  ];
  return { filename: language === 'ts' ? 'app.ts' : 'app.mjs', text: `${sections.join('\n\n')}\n` };
}

const sessionDataType = `declare module 'express-session' {
  interface SessionData {
    views: number;
    user: string;
  }
}`;

type AppParts = { language: Language; genid: string | undefined; store: string | undefined };

function appCode({ options, oneAtATime }: LabConfig, { language, genid, store }: AppParts): string {
  const trust =
    options.trustProxy === false ? [] : [`app.set('trust proxy', ${literal(options.trustProxy)});`];
  const lines = [
    ...sessionLines(options),
    ...(genid ? [`genid: ${genid},`] : []),
    ...(store ? [`store: ${store},`] : []),
  ];
  const cookie = cookieLines(options);
  return [
    'const app = express();',
    ...trust,
    ...(oneAtATime ? ['', oneAtATimeCode(options.name, language), ''] : []),
    'app.use(',
    '  session({',
    ...[...lines, ...cookie].map((line) => `    ${line}`),
    '  }),',
    ');',
  ].join('\n');
}

/** The options that shape every app, and those that are not express-session's default. */
function sessionLines(options: SessionOptions): string[] {
  const { secret, resave, saveUninitialized, rolling, unset, name, proxy } = options;
  const defaults = defaultSessionOptions();
  const [first = '', ...others] = secret;
  const signing = `process.env['SESSION_SECRET'] ?? ${literal(first)}`;
  return [
    `secret: ${others.length === 0 ? signing : `[${[signing, ...others.map(literal)].join(', ')}]`},`,
    `resave: ${resave},`,
    `saveUninitialized: ${saveUninitialized},`,
    ...(rolling === defaults.rolling ? [] : [`rolling: ${rolling},`]),
    ...(unset === defaults.unset ? [] : [`unset: ${literal(unset)},`]),
    ...(name === defaults.name ? [] : [`name: ${literal(name)},`]),
    ...(proxy === defaults.proxy ? [] : [`proxy: ${proxy},`]),
  ];
}

/** A maxAge comes after a fixed date, since express-session follows the one that comes last. */
function cookieLines({ cookie, cookieForm }: SessionOptions): string[] {
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

const listenCode = (language: Language): string => {
  const address =
    language === 'ts'
      ? 'const address = server.address() as { port: number };'
      : 'const address = server.address();';
  return `const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  ${address}
  console.log(\`http://127.0.0.1:\${address.port}\`);
});`;
};
