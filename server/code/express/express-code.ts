import type { LabConfig } from '../../contract/options/lab-config.ts';
import { aroundCode } from './express-code-around.ts';
import { appLines, cookieLines, sessionLines } from './express-code-options.ts';
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

function appCode(config: LabConfig, { language, genid, store }: AppParts): string {
  const { options } = config;
  const lines = [
    secretLine(options.secret),
    ...sessionLines(options),
    ...(genid ? [`genid: ${genid},`] : []),
    ...(store ? [`store: ${store},`] : []),
  ];
  const cookie = cookieLines(options);
  return [
    'const app = express();',
    ...appLines(options),
    ...aroundCode(config, language).flatMap((text) => ['', text, '']),
    'app.use(',
    '  session({',
    ...[...lines, ...cookie].map((line) => `    ${line}`),
    '  }),',
    ');',
  ].join('\n');
}

function secretLine([first = '', ...others]: readonly string[]): string {
  const signing = `process.env['SESSION_SECRET'] ?? ${literal(first)}`;
  return `secret: ${others.length === 0 ? signing : `[${[signing, ...others.map(literal)].join(', ')}]`},`;
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
