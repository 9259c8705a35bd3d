import { ownCookieFunction } from '../../contract/options/cookie-function.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import { packagesOf } from '../../contract/stores/store-kinds.ts';
import { aroundCode, balanced } from './express-code-around.ts';
import { appLines, cookieLines, isTyped, sessionLines } from './express-code-options.ts';
import { generatorCode, storeCode } from './express-code-parts.ts';
import { beforeSessionCode, helpersCode, routesCode } from './express-code-routes.ts';
import { type Language, literal } from './express-code-words.ts';

/** `notes`: what of the lab it does not have, in words. */
export type ExpressCode = { filename: string; text: string; notes: string[] };

/** What is on screen beside the options: a typed-in handler, and whether clock or faults are not as at first. */
export type ExpressCodeOf = { config: LabConfig; handler: string | null; isFaulty: boolean; clock: number };

/**
 * The lab as one file that runs by itself: the same routes, the same work, the same session behaviour. What one file
 * cannot have stands in its head, and in `notes`.
 */
export function expressCode(shown: ExpressCodeOf, language: Language): ExpressCode {
  const { config, handler } = shown;
  const { options } = config;
  const generator = generatorCode(options.genid);
  const store = storeCode(config.store, language);
  const packages = language === 'ts' ? ' && npm i -D @types/express @types/express-session' : '';
  const run = language === 'ts' ? 'node app.ts (Node 24)' : 'node app.mjs';
  const notes = notesOf(shown);
  const own = ownCookieFunction(options);
  const usesRequire = [handler, own].some((code) => code?.includes('require('));
  const sections = [
    [
      `// npm i ${['express', ...new Set(['express-session', ...packagesOf(config.store.kind)])].join(' ')}${packages}`,
      `// ${run}`,
      ...notes.map((note) => `// ${note}`),
    ].join('\n'),
    [
      ...(generator?.imports ?? []),
      ...(usesRequire ? ["import { createRequire } from 'node:module';"] : []),
      ...(store?.imports ?? []),
      "import { setTimeout as wait } from 'node:timers/promises';",
      `import express${language === 'ts' ? ', { type NextFunction, type Request, type Response }' : ''} from 'express';`,
      `import session${language === 'ts' ? `, { type SessionData${isTyped(options) ? '' : ', type SessionOptions'} }` : ''} from 'express-session';`,
    ].join('\n'),
    ...(usesRequire ? ['const require = createRequire(import.meta.url);'] : []),
    ...(language === 'ts' ? [sessionDataType] : []),
    ...(store ? [store.text] : []),
    ...(generator?.text ? [generator.text] : []),
    appCode(config, { language, genid: generator?.name, store: store?.name }),
    helpersCode(language),
    routesCode(language, handler),
    listenCode(language),
  ];
  return { filename: language === 'ts' ? 'app.ts' : 'app.mjs', text: `${sections.join('\n\n')}\n`, notes };
}

/** What is on screen and not in the file. */
function notesOf({ config, handler, isFaulty, clock }: ExpressCodeOf): string[] {
  const notes = [
    'The login compares the password itself, where the lab compares a hash of bcrypt.',
    'What is wrong with a body for /cookie is told in fewer words than in the lab.',
  ];
  if (config.instances > 1)
    notes.push(
      `It is one process; the lab has ${config.instances} instances, which ${balanced[config.balancer]}.`,
    );
  if (config.apps.length > 0)
    notes.push(`Not in it: ${config.apps.map(({ id }) => id).join(', ')}, the lab's other apps.`);
  if (isFaulty) notes.push('Not in it: what is set to go wrong in the lab.');
  if (clock > 0) notes.push('Not in it: the lab’s clock, which was moved forward.');
  if (handler !== null)
    notes.push('Your own handler runs in strict mode here, where the lab runs it in sloppy mode.');
  if (ownCookieFunction(config.options) !== null)
    notes.push('Your cookie function runs in strict mode here, where the lab runs it in sloppy mode.');
  return notes;
}

const sessionDataType = `declare module 'express-session' {
  interface SessionData {
    views: number;
    user: unknown;
    cart: Record<string, number>;
    big: string;
    attempts: number;
    things: Record<string, unknown>;
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
    "app.disable('x-powered-by');",
    ...appLines(options),
    '',
    beforeSessionCode(language),
    '',
    ...aroundCode(config, language).flatMap((text) => [text, '']),
    'app.use(',
    '  session({',
    ...[...lines, ...cookie].map((line) => `    ${line}`),
    language === 'js' || isTyped(options) ? '  }),' : '  } as unknown as SessionOptions),',
    ');',
  ].join('\n');
}

function secretLine(secrets: readonly string[] | null): string {
  if (secrets === null) return 'secret: undefined,';
  const [first = '', ...others] = secrets;
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
