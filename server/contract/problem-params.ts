import { z } from 'zod';
import { fromKinds } from './hosts.ts';

const text = z.string();
const texts = z.array(text);
const number = z.number();
/** The known name that was probably meant. */
const nearest = text.nullable();
/** The step after which something happened, `A.load`; null for before the first. */
const after = text.nullable();
const none = z.strictObject({});
const params = z.strictObject;

/** What each kind of refusal has to say, beside its place. */
export const paramsByCode = {
  /** The sentence is of a library, of V8 or of the system: there is no saying it in other words. */
  'library-said': params({ message: text }),

  // A text or a value that is not what its schema describes.
  'not-json': params({
    line: number,
    column: number,
    fault: z.enum(['unexpected', 'word', 'control-character', 'escape', 'unclosed']),
    wanted: z
      .enum(['value', 'value or ]', 'name', 'name or }', ':', 'more in {', 'more in [', 'nothing'])
      .nullable(),
    found: text.nullable(),
  }),
  'json-too-deep': params({ levels: number }),
  'file-too-large': params({ what: text }),
  /** Beside what is wrong with it as JSON. */
  'nor-options-in-code': none,
  'no-session-option': params({ keys: texts }),
  'other-session-package': params({ name: text }),
  'options-as-yaml': none,
  'comma-missing': params({ key: text }),
  'several-sessions': params({ lines: texts }),
  'unknown-key': params({ key: text, nearest }),
  /** It stands where nothing looks at it; `home`: where it belongs. */
  'misplaced-key': params({ key: text, home: text }),
  missing: params({ expected: text }),
  'wrong-type': params({ expected: text, found: text }),
  'none-of': params({ known: texts }),
  'none-of-many': params({ count: number, found: text.nullable(), nearest }),
  'no-variant': params({ wants: z.array(z.union([params({ expected: text }), params({ says: text })])) }),
  'out-of-range': params({ too: z.enum(['big', 'small']), of: text, bound: text, unit: text.nullable() }),
  'wrong-pattern': params({ pattern: text }),
  /** The schema has a sentence of its own for what it does not take; it stands in the schema's row. */
  'schema-says': params({ message: text }),

  // A store outside of the app.
  /** `packages`: the ones that are not there; `found`: one that is there, and is of no use. */
  'store-packages-missing': params({ kind: text, store: text, packages: texts, found: text.nullable() }),
  /** Its packages were to be installed. */
  'store-not-installed': params({ store: text, why: text }),
  'store-module-missing': params({ module: text }),
  'store-module-gives-none': params({ module: text, exports: texts }),
  /** It is code, and nobody has allowed it. */
  'store-not-allowed': params({ module: text, code: text, sha256: text }),
  'store-in-file': params({ module: text, flag: text }),
  /** The lab has no process of its own for it. */
  'store-of-another-lab': none,
  'store-not-opened': params({
    store: text,
    /** Host and port, or folder or file. */
    place: text,
    why: z.enum([
      'refused',
      'no-such-host',
      'no-answer',
      'login',
      'database',
      'rights',
      'folder',
      'contained',
      'tls',
      'no-tls',
      'closed',
      'other',
    ]),
    message: text,
  }),

  // The door of the control plane.
  'not-plain-text': none,
  'broken-off': none,
  'too-large': params({ bytes: number }),
  'foreign-host': params({ expected: text }),
  'foreign-origin': params({ expected: text }),
  'wrong-method': params({ expected: text }),
  'no-token': none,
  'wrong-token': none,

  // The lab, its browsers and their requests.
  'lab-ended': none,
  'lab-being-reset': none,
  /** What is in the process is gone with it. */
  'restart-in-process': params({ kind: text }),
  'restart-shared-store': params({ instance: number }),
  'restart-own-app': none,
  'restart-store-module': none,
  'lab-not-started': params({ reason: text }),
  /** Express throws when the app is set up. */
  'app-not-started': params({ message: text }),
  /** Of a lab that was kept from the start before. */
  'kept-handler-not-started': params({ reason: text }),
  'kept-store-not-opened': params({ kind: text }),
  'kept-store-gone': params({ kind: text }),
  'no-reset': none,
  'no-lab-aside': none,
  'too-late': none,
  'no-such-session': none,
  'session-changed': none,
  'session-no-object': none,
  'session-cookie-kept': none,
  'mask-of-secret': none,
  /** `app`: null for the main one. */
  'no-such-instance': params({ app: text.nullable(), instances: number }),
  'no-such-app': params({ app: text, nearest }),
  'no-browser': params({ name: text, known: texts }),
  'browser-exists': params({ name: text }),
  'too-many-browsers': params({ most: number }),
  'last-browser': params({ name: text }),
  'no-cookie': params({ browser: text, cookie: text, domain: text, path: text }),
  'no-session-cookie': params({ browser: text }),
  'own-header': params({
    header: text,
    from: z.enum(['cookies', 'body', 'connection', 'socket', 'id', 'instance']),
  }),
  'no-host-header': params({ value: text }),
  'two-hosts': params({ host: text, header: text }),
  'two-causes': params({ mode: text }),
  'mixed-content': params({ by: z.enum(fromKinds) }),
  'no-page-sends': params({ by: z.enum(fromKinds), what: text }),
  'no-header-characters': params({ header: text }),
  'no-cookie-characters': none,
  'two-bodies': none,
  'no-body': params({ method: text }),
  'no-function': params({ found: text }),
  'no-cookie-function': params({ found: text }),
  'function-of-another-lab': none,
  'too-many-parameters': params({ found: number }),
  'handler-syntax': params({ line: number, column: number, message: text }),
  'handler-unfinished': params({ line: number, column: number }),
  'handler-threw': params({ error: text.nullable(), message: text }),
  'handler-not-started': params({ reason: text }),

  // Races, and the tests made of them.
  'same-id': none,
  'race-elsewhere': none,
  'race-preflight': none,
  'race-instances': none,
  'store-not-set-back': params({ kind: text }),
  'overlap-before-race': none,
  'restart-of-race': none,
  'faulty-store-raced': none,
  'faulty-sender-raced': none,
  'faulty-server-raced': none,
  'faulty-process-raced': none,
  'faulty-clock-raced': none,
  'no-hold': none,
  'hold-without-app': none,
  'hold-is-for-races': none,
  'hold-no-module': params({ given: text, why: z.enum(['not-found', 'of-node']) }),
  'hold-finds-nothing': params({ given: text, has: texts }),
  'hold-not-loaded': params({ given: text, why: z.enum(['old-node', 'not-asked-for']) }),
  'hold-answers-at-once': params({ given: text, name: text }),
  'step-after-end': params({ request: text, after }),
  stuck: params({ request: text, after, seconds: number, waitsFor: text.nullable() }),
  'answered-by-another': params({ request: text, other: text }),
  'not-the-same': params({
    request: text,
    after,
    did: z.union([params({ step: text, text }), params({ status: number.nullable(), body: text })]),
  }),
  'shares-something': none,
  'store-not-as-before': none,
  'no-parts-by-date': none,
  'no-part': none,
  'part-not-whole': none,
  'part-of-another': params({ what: text, first: text }),
  'part-twice': params({ part: number, of: number, first: text }),
  'parts-missing': params({ missing: z.array(number), of: number }),
  'part-divided-otherwise': params({ first: text }),
  'all-wait': params({ requests: texts }),
  /** `who`: the request that the race was about; null for none, so that it was the race's own code. */
  'race-stopped': params({
    who: z
      .union([z.literal('before-race'), params({ id: text, method: text, path: text, after })])
      .nullable(),
    end: z.discriminatedUnion('reason', [
      params({ reason: z.literal('unresponsive'), ms: number }),
      params({ reason: z.literal('crashed'), message: text }),
      params({ reason: z.literal('exited'), code: number }),
      params({ reason: z.literal('out-of-memory'), limit: number }),
      params({ reason: z.literal('garbled'), what: text }),
      params({ reason: z.literal('no-answer'), ms: number }),
      params({ reason: z.literal('killed'), by: text }),
      params({ reason: z.literal('cut-off') }),
    ]),
  }),
  'no-such-request': params({ label: text, known: texts }),
  'cannot-move': params({ label: text, request: text, why: z.enum(['over', 'waits']) }),
  'other-step-next': params({ label: text, next: text, request: text }),
  'no-anomaly': none,
  'test-would-pass': none,
  'too-many-for-test': params({ most: number }),
  'change-not-in-test': params({ option: text }),
  'restart-not-in-test': none,
  'other-app-not-in-test': none,
  'other-site-not-in-test': none,
  'other-host-not-in-test': none,

  // Scenarios, and what is run over many option sets.
  'no-step': params({ known: texts }),
  'not-one-step': params({ known: texts, found: texts }),
  'no-expectation': params({ known: texts, found: texts, nearest }),
  'listed-twice': params({ name: text }),
  'not-in-browsers': params({ name: text, nearest }),
  'id-taken': params({ id: text }),
  'handler-not-reached': none,
  /** `sha256`: of the code that somebody has to allow, in hexadecimal. */
  'handler-not-allowed': params({ code: text, sha256: text }),
  'function-not-allowed': params({ code: text, sha256: text }),
  /** A key for something that no scenario can do here. */
  'beyond-scenarios': params({
    key: text,
    wish: z.enum(['host', 'restart', 'socket', 'client', 'cache', 'ttl', 'tls', 'handler']),
  }),
  'not-sent-before': params({ name: text, nearest }),
  /** `name`: of a value that no earlier response gave. */
  'not-captured': params({ name: text }),
  'not-captured-before': params({ name: text, nearest }),
  'no-path-captured': params({ path: text }),
  'nothing-to-capture': params({ what: text, status: number, body: text }),
  'expects-nothing': params({ known: texts }),
  'absent-has-none': none,
  'sent-not-kept-back': none,
  'keeps-nothing-back': params({ rule: text }),
  'refuses-nothing': params({ rule: text }),
  'instance-or-app': none,
  'nothing-is-equal': none,
  'too-many-to-race': params({ most: number, found: number }),
  'nothing-to-race': params({ found: z.enum(['none', 'one']) }),
  'race-in-one-process': none,
  'race-of-one-app': none,
  'lab-taken': none,
  'not-key-value': none,
  'whole-cookie': none,
  'unknown-option': params({ key: text, nearest }),
  'unknown-store': params({ known: texts, nearest }),
  'dimension-count': params({ most: number, found: number }),
  'dimension-twice': params({ key: text }),
  'too-many-cells': params({ most: number, found: number }),

  // A user's own app.
  'app-not-loaded': params({ message: text }),
  'no-app-in-file': params({ exports: texts }),
  'no-app-made': none,
  'app-not-ready': params({ what: z.enum(['loaded', 'made']), seconds: number }),
  'app-broke-race': params({ message: text }),
  'create-app-threw': params({ message: text }),
  /** `other`: a package that makes sessions too, which it asked for. */
  'app-without-session': params({ other: text.nullable() }),
  'no-reset-in-file': none,
  'app-has-own-options': none,
  /** `key`: an option that cannot be put over an app's own. */
  'not-changed-from-outside': params({ key: text }),
  /** `key`: an option that @fastify/session has none of. */
  'not-of-fastify-session': params({ key: text }),
  'reset-without-app': none,
  'too-many-to-run': params({ most: number }),

  // Files and the command line.
  'not-a-file': none,
  'no-scenarios-in': none,
  'no-files-given': none,
  'config-of-others': none,
  'no-app-found': none,
  'no-request': none,
  'no-test-of-app': none,
  'handler-in-file': params({ flag: text }),
  unreadable: params({ message: text }),
  'no-such-file': none,
  'no-such-file-or-lesson': params({ nearest }),
  'is-folder': params({ what: text }),
  'unreadable-folder': none,
  'no-such-lesson': params({ nearest }),
  'one-form-only': none,
  'larger-than': params({ megabytes: number }),
  'nothing-to-explain': none,
  /** Something else that people have at hand, from which they can come to what is taken. */
  'explain-elsewhere': params({ as: z.enum(['fetch', 'powershell', 'cookie-jar']) }),
  /** Given to another command: what it is, and that explain takes it. */
  'explain-takes-it': params({ what: text }),
  'no-scenario-in-it': none,
  'file-exists': none,
  'export-of-several': none,
  'no-shard': params({ most: number }),
  'no-web-address': none,
  'nothing-to-compare': none,
  'not-key-values': none,
  'port-taken': params({ port: number }),
  'port-forbidden': params({ port: number }),
};
