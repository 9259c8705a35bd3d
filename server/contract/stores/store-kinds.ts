import { z } from 'zod';
import { isJsonObject, shownOptions, storeFromText, urlSetting } from './store-text.ts';

/** A kind of store: what is known of it without opening one. `secrets`: its settings that nobody is shown. */
type StoreKindRow<Shape extends z.ZodRawShape> = {
  label: string;
  sentence: string;
  /**
   * `by get and set`: its touch gets the session and sets it whole, and what another request sets in between is lost;
   * `by read and write`: so it is, and nobody can see the two.
   */
  touches: boolean | 'by get and set' | 'by read and write';
  /**
   * `in turn`: its work is done in the turn in which it is called, and it answers in the order of the calls; `later`: at
   * any time and in any order, as one that is elsewhere.
   */
  answers: 'in turn' | 'later';
  /**
   * `in the process`: it needs nothing, and is gone with the lab; `elsewhere`: on a server or a disk that others use
   * too, in a place of the lab's own there, and by a clock of its own.
   */
  kept: 'in the process' | 'elsewhere';
  /**
   * npm packages that it is opened with, from the project in whose folder the app was started; by name, the version that
   * is installed where somebody asks for it, with which it is tested.
   */
  packages: Readonly<Record<string, string>>;
  settings: Shape;
  secrets: ReadonlyArray<keyof Shape & string>;
};

const pathSetting = z
  .string()
  .min(1)
  .max(1000)
  .refine((path) => !path.includes('\0') && !/^[a-z]+:\/\//i.test(path), 'expected a path');

/** What a module is made with, as the JSON of an object; or what is shown in its place. */
const optionsText = z
  .string()
  .max(10_000)
  .refine(
    (text) => text === shownOptions || isJsonObject(text),
    'expected a JSON object, such as {"ttl": 60}',
  );

/** Never in the address itself: `redis://:password@host` is taken apart where it is read. */
const password = z.string().max(1000).optional();

const storeKind = <const Kind extends string, Shape extends z.ZodRawShape>(
  kind: Kind,
  row: StoreKindRow<Shape>,
) => ({ ...row, config: z.strictObject({ kind: z.literal(kind), ...row.settings }) });

/** The kinds of store a lab can have. `server/stores` holds one driver for each. */
export const storeKinds = {
  memory: storeKind('memory', {
    label: 'MemoryStore',
    touches: true,
    answers: 'in turn',
    sentence:
      'express-session’s own: in the memory of the process. Gone with it; expired sessions stay until read.',
    kept: 'in the process',
    packages: {},
    settings: {},
    secrets: [],
  }),
  'memory-no-touch': storeKind('memory-no-touch', {
    label: 'MemoryStore without touch',
    touches: false,
    answers: 'in turn',
    sentence: 'The same without the optional touch method, as some published stores are.',
    kept: 'in the process',
    packages: {},
    settings: {},
    secrets: [],
  }),
  'memory-non-atomic-touch': storeKind('memory-non-atomic-touch', {
    label: 'MemoryStore with a non-atomic touch',
    touches: 'by get and set',
    answers: 'in turn',
    sentence:
      'The same with a touch that gets the session and sets it whole, as in some published stores: a save in between is lost.',
    kept: 'in the process',
    packages: {},
    settings: {},
    secrets: [],
  }),
  sqlite: storeKind('sqlite', {
    label: 'SQLite (node:sqlite, in memory)',
    touches: true,
    answers: 'in turn',
    sentence:
      'A typed store on Node’s own SQLite, with an expiry column of its own. With a path, in a table of the lab’s own in that file.',
    kept: 'in the process',
    packages: {},
    settings: { path: pathSetting.optional() },
    secrets: [],
  }),
  redis: storeKind('redis', {
    label: 'Redis (connect-redis)',
    touches: true,
    answers: 'later',
    sentence:
      'Your own Redis or Valkey, by connect-redis on node-redis, under a prefix of the lab’s own. Sessions end by its clock.',
    kept: 'elsewhere',
    packages: { 'connect-redis': '10.0.0', redis: '6.3.1', 'express-session': '1.19.0' },
    settings: {
      url: urlSetting('redis://127.0.0.1:6379', {
        schemes: ['redis:', 'rediss:'],
        path: /^(?:\/\d{0,5})?$/,
        names: 'the number of a database, as in redis://127.0.0.1:6379/3,',
        parameters: [],
      }),
      password,
    },
    secrets: ['password'],
  }),
  postgres: storeKind('postgres', {
    label: 'PostgreSQL (connect-pg-simple)',
    touches: true,
    answers: 'later',
    sentence:
      'Your own PostgreSQL, by connect-pg-simple on pg, in a table of the lab’s own. What has expired is not given out, and cleared up in the background.',
    kept: 'elsewhere',
    packages: { 'connect-pg-simple': '10.0.0', pg: '8.23.1' },
    settings: {
      url: urlSetting('postgres://postgres@127.0.0.1:5432/postgres', {
        schemes: ['postgres:', 'postgresql:'],
        path: /^\/[^/]+$/,
        names: 'the name of a database, as in postgres://127.0.0.1:5432/postgres,',
        parameters: ['sslmode'],
      }),
      password,
    },
    secrets: ['password'],
  }),
  file: storeKind('file', {
    label: 'Files (session-file-store)',
    touches: 'by read and write',
    answers: 'later',
    sentence:
      'A file for each session, by session-file-store, in a folder of the lab’s own below the one you name.',
    kept: 'elsewhere',
    packages: { 'session-file-store': '1.5.0' },
    settings: { path: pathSetting.default('./sessions') },
    secrets: [],
  }),
  module: storeKind('module', {
    label: 'A module of your own',
    touches: true,
    answers: 'later',
    sentence:
      'Any store for express-session: a file or a package that exports a class, an instance, or a function of express-session. It is code, and runs in a process of its own.',
    kept: 'elsewhere',
    packages: {},
    settings: {
      module: z.string().min(1).max(1000).default('./store.js'),
      options: optionsText.optional(),
    },
    secrets: ['options'],
  }),
  memorystore: storeKind('memorystore', {
    label: 'memorystore',
    touches: true,
    answers: 'in turn',
    sentence: 'In the memory of the process, by the package memorystore, which clears up what has expired.',
    kept: 'in the process',
    packages: { memorystore: '1.6.8' },
    settings: {},
    secrets: [],
  }),
};

export type StoreKind = keyof typeof storeKinds;

/** The packages that it is opened with, by name. */
export const packagesOf = (kind: StoreKind): string[] => Object.keys(storeKinds[kind].packages);

/** Whether it is code of somebody's own, which runs where own handlers do. */
export const isForeignStore = (store: StoreConfig): boolean => store.kind === 'module';

/** Those that need nothing but the app. */
export const embeddedKinds = (Object.keys(storeKinds) as StoreKind[]).filter(
  (kind) => packagesOf(kind).length === 0 && storeKinds[kind].kept === 'in the process',
);

/** Whether each process that opens one has sessions of its own. */
export const isPerProcess = (kind: string): boolean =>
  Object.entries(storeKinds).some(([known, { kept }]) => known === kind && kept === 'in the process');

/** Whether its sessions are at a place that others can come to: what a lab has put there it has to take away. */
export const isElsewhere = (store: StoreConfig): boolean =>
  storeKinds[store.kind].kept === 'elsewhere' || ('path' in store && store.path !== undefined);

/** Which settings are secret, by kind of store. */
export type StoreSecrets = Readonly<Record<string, { secrets: readonly string[] }>>;

const [first, ...others] = Object.values(storeKinds).map(({ config }) => config);
if (first === undefined) throw new Error('There is no kind of store.');
const names = Object.keys(storeKinds).map((kind) => JSON.stringify(kind));

const byKind = z.discriminatedUnion('kind', [first, ...others], {
  error: ({ code }) => (code === 'invalid_union' ? `expected one of ${names.join(', ')}` : undefined),
});
/** Its kind, and beside it the settings of that kind; or both as one text: a kind, or a URL. */
export const storeConfigSchema = z.preprocess(storeFromText, byKind);
export type StoreConfig = z.infer<typeof storeConfigSchema>;

/** Of a store that only its driver knows it is not known, so that none of its outcomes is left out. */
export const answersInTurn = (kind: StoreKind): boolean =>
  Object.hasOwn(storeKinds, kind) && storeKinds[kind].answers === 'in turn';

/** Whether a touch is a `get` and a `set` of the store, each of which waits for its turn. */
export const touchesByGetAndSet = (kind: StoreKind): boolean =>
  Object.hasOwn(storeKinds, kind) && storeKinds[kind].touches === 'by get and set';

/** A store of this kind with its default settings: those of the kind before mean nothing to it, and are refused. */
export const storeOfKind = (kind: StoreKind): StoreConfig => storeConfigSchema.parse({ kind });
