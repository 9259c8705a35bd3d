import { z } from 'zod';

/** A kind of store: what is known of it without opening one. `secrets`: its settings that nobody is shown. */
type StoreKindRow<Shape extends z.ZodRawShape> = {
  label: string;
  sentence: string;
  /** `by get and set`: its touch gets the session and sets it whole, and what another request sets in between is lost. */
  touches: boolean | 'by get and set';
  /**
   * `in turn`: its work is done in the turn in which it is called, and it answers in the order of the calls; `later`: at
   * any time and in any order, as one that is elsewhere.
   */
  answers: 'in turn' | 'later';
  settings: Shape;
  secrets: ReadonlyArray<keyof Shape & string>;
};

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
    settings: {},
    secrets: [],
  }),
  'memory-no-touch': storeKind('memory-no-touch', {
    label: 'MemoryStore without touch',
    touches: false,
    answers: 'in turn',
    sentence: 'The same without the optional touch method, as some published stores are.',
    settings: {},
    secrets: [],
  }),
  'memory-non-atomic-touch': storeKind('memory-non-atomic-touch', {
    label: 'MemoryStore with a non-atomic touch',
    touches: 'by get and set',
    answers: 'in turn',
    sentence:
      'The same with a touch that gets the session and sets it whole, as in some published stores: a save in between is lost.',
    settings: {},
    secrets: [],
  }),
  sqlite: storeKind('sqlite', {
    label: 'SQLite (node:sqlite, in memory)',
    touches: true,
    answers: 'in turn',
    sentence: 'A typed store on Node’s own SQLite, with an expiry column of its own.',
    settings: {},
    secrets: [],
  }),
};

export type StoreKind = keyof typeof storeKinds;

/** Which settings are secret, by kind of store. */
export type StoreSecrets = Readonly<Record<string, { secrets: readonly string[] }>>;

const [first, ...others] = Object.values(storeKinds).map(({ config }) => config);
if (first === undefined) throw new Error('There is no kind of store.');
const names = Object.keys(storeKinds).map((kind) => JSON.stringify(kind));

/** Its kind, and beside it the settings of that kind. */
export const storeConfigSchema = z.discriminatedUnion('kind', [first, ...others], {
  error: ({ code }) => (code === 'invalid_union' ? `expected one of ${names.join(', ')}` : undefined),
});
export type StoreConfig = z.infer<typeof storeConfigSchema>;

/** Of a store that only its driver knows it is not known, so that none of its outcomes is left out. */
export const answersInTurn = (kind: StoreKind): boolean =>
  Object.hasOwn(storeKinds, kind) && storeKinds[kind].answers === 'in turn';

/** Whether a touch is a `get` and a `set` of the store, each of which waits for its turn. */
export const touchesByGetAndSet = (kind: StoreKind): boolean =>
  Object.hasOwn(storeKinds, kind) && storeKinds[kind].touches === 'by get and set';

/** A store of this kind with its default settings: those of the kind before mean nothing to it, and are refused. */
export const storeOfKind = (kind: StoreKind): StoreConfig => storeConfigSchema.parse({ kind });
