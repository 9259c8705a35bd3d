import type { LabConfig } from '../../contract/options/lab-config.ts';
import type { RaceSpec } from '../../contract/races/races.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import { ownHandlerPath } from '../../contract/routes.ts';
import { embeddedKinds, type StoreConfig, touchesByGetAndSet } from '../../contract/stores/store-kinds.ts';
import { aroundCode } from '../express/express-code-around.ts';
import { appLines, cookieLines, sessionLines } from '../express/express-code-options.ts';
import { storeCode } from '../express/express-code-parts.ts';
import { routeAt, routeText } from './route-texts.ts';

/** The session's options as an object of their own, so that one can be changed to see what it cures. */
export function optionsText({ options }: LabConfig): string {
  const lines = [
    options.secret === null ? 'secret: undefined,' : "secret: 'any secret',",
    ...sessionLines(options),
    ...cookieLines(options),
  ];
  return `const options = {\n${lines.map((line) => `  ${line}`).join('\n')}\n};`;
}

/** The store of a test, which needs nothing that is not in it: in place of one elsewhere, MemoryStore. */
export const storeInTest = ({ store }: LabConfig): StoreConfig =>
  embeddedKinds.includes(store.kind) ? store : { kind: 'memory' };

export function storeText(lab: LabConfig): string {
  const inTest = storeInTest(lab);
  const store = storeCode(inTest, 'js');
  const note = inTest.kind === lab.store.kind ? '' : `/** In place of the lab's ${lab.store.kind}. */\n`;
  const text = store?.text === undefined ? '' : `${store.text.replace(/^(?=.)/gm, '  ')}\n`;
  return `${note}function createStore() {\n${text}  return ${store?.name ?? 'new session.MemoryStore()'};\n}

/** Whether its touch is a get and a set, each a step of its own. */
const touchesByGetAndSet = ${touchesByGetAndSet(inTest.kind)};`;
}

/** The app with those of the lab's routes that the race calls. */
export function appText({ lab, handler, before, requests }: RaceSpec): string {
  const sent = [...before.flatMap(sentIn), ...requests];
  const ids = new Set(sent.flatMap(({ method, path }) => routeAt(method, path) ?? []));
  const parts = [
    ...appLines(lab.options),
    ...aroundCode(lab, 'js'),
    ...(ids.delete('before') ? [routeText('before')] : []),
    'app.use(session({ ...options, store, genid: newId }));',
    'app.use(express.json({ strict: false }), express.urlencoded({ extended: false }));',
    ...[...ids].map(routeText),
    ...(handler === null ? [] : [`app.all('${ownHandlerPath}', (\n${handler.trim().replace(/;$/, '')}\n));`]),
    `app.use((error, _req, res, next) => {
  if (res.headersSent) next(error);
  else res.status(500).type('text').send(error.message);
});`,
    'return app;',
  ].join('\n');
  const isEarly = sent.some(({ path }) => /[?&]early=/.test(path)) || handler?.includes('Early(');
  const text = isEarly ? parts : parts.replace(/^ *await (?:reload|save)Early\(.*\n/gm, '');
  const app = `/**
 * Your app, or a promise of it, may stand here instead. It has to take the store and newId, and to wait for \`work()\` where a handler of yours
 * waits for something else than its session.
 */
function createApp(store, options, newId) {
  const app = express();
${text.replace(/^(?=.)/gm, '  ')}
}`;
  return isEarly ? `${app}\n\n${earlyText}` : app;
}

const sentIn = (step: RaceSpec['before'][number]): RequestSpec[] =>
  'send' in step ? [step.send] : 'together' in step ? step.together : [];

const earlyText = `const settled = (call) =>
  new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));

async function reloadEarly(req) {
  if (req.query.early === 'reload' && req.session) await settled((done) => req.session.reload(done));
}

async function saveEarly(req, change = {}) {
  if (!['save', 'reload'].includes(req.query.early) || !req.session) return;
  Object.assign(req.session, change);
  await settled((done) => req.session.save(done));
}`;
