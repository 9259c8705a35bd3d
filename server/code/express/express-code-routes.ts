import { type LabRouteId, labRoutes, ownHandlerPath } from '../../contract/routes.ts';
import { routeText } from '../race/route-texts.ts';
import { annotation, type Language } from './express-code-words.ts';

/** These answer where there is no session too. */
const sessionless: ReadonlySet<LabRouteId> = new Set(['greeting', 'loginForm', 'before']);

/** What is read from a request's body or query is anything, and `req.session` cannot be null: for TypeScript alone. */
const typed: Readonly<Partial<Record<LabRouteId, ReadonlyArray<readonly [string, string]>>>> = {
  unset: [['req.session = null;', "Reflect.set(req, 'session', null);"]],
  cookie: [
    ['const plain = (value)', 'const plain = (value: unknown)'],
    ['const isFlag = (value)', 'const isFlag = (value: unknown)'],
    ['new Map([', 'new Map<string, (value: any) => boolean>(['],
  ],
  id: [['let error = null;', 'let error: string | null = null;']],
  cart: [['const { item } = req.params;', "const item = String(req.params['item']);"]],
};

/** What stands before the session middleware, of the routes. */
export const beforeSessionCode = (language: Language): string => routeCode('before', language);

/** All that the lab's routes do, as it is on screen; `handler`: the source of one that was typed in. */
export function routesCode(language: Language, handler: string | null): string {
  const ids = Object.keys(labRoutes).filter((id): id is LabRouteId => id !== 'before');
  return [
    'app.use(express.json({ strict: false }), express.urlencoded({ extended: false }));',
    ...ids.map((id) => routeCode(id, language)),
    ...(handler === null ? [] : [ownCode(handler)]),
    endCode(language),
  ].join('\n\n');
}

function routeCode(id: LabRouteId, language: Language): string {
  const guarded = sessionless.has(id) ? '' : 'needsSession, ';
  const text = routeText(id)
    .replaceAll('await work()', 'await work(req)')
    .replace(/^(app\.\w+\('[^']+', )/, `$1${guarded}`);
  const changes = language === 'ts' ? (typed[id] ?? []) : [];
  return changes.reduce((changed, [from, to]) => changed.replace(from, to), text);
}

/** A function of the lab, which had it in sloppy mode. */
const ownCode = (
  handler: string,
): string => `// Your own handler. A module is in strict mode, the lab runs it in sloppy mode.
app.all('${ownHandlerPath}', (
${handler.trimEnd().replace(/;$/, '')}
));`;

/** The message in plain text, as the lab answers it. */
const endCode = (language: Language): string => {
  const types = language === 'ts' ? [': any', ': Request', ': Response', ': NextFunction'] : ['', '', '', ''];
  const [error, req, res, next] = types;
  return `app.use((error${error}, _req${req}, res${res}, next${next}) => {
  if (res.headersSent) return next(error);
  const status = error?.status >= 400 && error?.status < 500 ? error.status : 500;
  res.status(status).type('text').send(error instanceof Error ? error.message : String(error));
});`;
};

/** What the routes share: their waiting, and what `?early=` puts before it. */
export function helpersCode(language: Language): string {
  const [req, res, next] = language === 'ts' ? [': Request', ': Response', ': NextFunction'] : ['', '', ''];
  return `// The handler's own waiting, ?work= ms long: a database, a mail server, a payment.
async function work(req${req}) {
  const ms = Number(req.query['work'] ?? 0);
  if (ms > 0) await wait(Math.min(ms, 60_000));
}

const settled = (call${annotation(language, '(done: (error?: unknown) => void) => void')}) =>
  new Promise${language === 'ts' ? '<void>' : ''}((resolve, reject) => call((error) => (error ? reject(error) : resolve())));

// ?early=reload reads the session from the store once more, before the work.
async function reloadEarly(req${req}) {
  if (req.query['early'] === 'reload' && req.session) await settled((done) => req.session.reload(done));
}

// ?early=save and ?early=reload save it before the work.
async function saveEarly(req${req}, change${language === 'ts' ? ': Partial<SessionData> = {}' : ' = {}'}) {
  if (!['save', 'reload'].includes(String(req.query['early'])) || !req.session) return;
  Object.assign(req.session, change);
  await settled((done) => req.session.save(done));
}

function needsSession(req${req}, res${res}, next${next}) {
  if (req.session) return next();
  res
    .status(500)
    .type('text')
    .send('There is no req.session here: the cookie’s path does not cover this URL, or the store is disconnected.');
}`;
}
