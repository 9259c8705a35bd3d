/** A change of a file's text: `put` in place of `find`, which stands there once; a new file where `find` is null. */
export type Edit = { file: string; find: string | null; put: string };

/** One recipe of CONTRIBUTING.md, done with something made up. */
export type Recipe = {
  /** As its line in CONTRIBUTING.md begins. */
  adds: string;
  /** By this name it is missed in what the compiler and the tests say. */
  key: string;
  /** The first part alone. */
  row: readonly Edit[];
  /** What does not compile then. */
  doesNotCompile: readonly string[];
  /** What the compiler asks for, done as badly as it lets one. */
  parts: readonly Edit[];
  /** The tests that then say what is missing: their file, and a part of what they say. */
  told: ReadonlyArray<{ file: string; says: string }>;
  /** What the tests ask for. */
  rest: readonly Edit[];
};

const before = (file: string, mark: string, added: string): Edit => ({
  file,
  find: mark,
  put: `${added}\n${mark}`,
});
const instead = (file: string, find: string, put: string): Edit => ({ file, find, put });
const created = (file: string, put: string): Edit => ({ file, find: null, put });

const handedOn = 'server/app/session-options.ts';
const visits = 'server/app/routes/visits.ts';
const routeTexts = 'server/code/race/route-texts.ts';
const drivers = 'server/stores/drivers.ts';
const scratchStore = 'server/stores/scratch.ts';
const lessons = 'server/scenarios/lessons/time';
const faultRows = 'server/contract/faults/fault-rows.ts';
const applied = 'server/lab/faults/applied-faults.ts';

export const recipes: readonly Recipe[] = [
  {
    adds: 'an option',
    key: 'prettyJson',
    row: [
      before(
        'server/contract/options/session-option-rows.ts',
        '} satisfies Record<string, OptionRow>;',
        `  prettyJson: optionRow({
    label: 'json spaces', group: 'app', control: { type: 'switch' }, default: false, defaultText: 'off',
    sentence: 'Express’s own setting: writes JSON over several lines.', changes: 'On: bodies are longer.', schema: z.boolean(),
  }),`,
      ),
    ],
    doesNotCompile: [handedOn, 'server/code/express/express-code-options.ts'],
    parts: [
      before(handedOn, '  cookieForm: (form,', '  prettyJson: () => ({}),'),
      before(
        'server/code/express/express-code-options.ts',
        "  // The cookie's own lines are written in its form.",
        "  prettyJson: unlessDefault('prettyJson', () => ({ app: `app.set('json spaces', 2);` })),",
      ),
    ],
    told: [
      { file: 'server/app/handed-on.test.ts', says: 'prettyJson' },
      { file: 'scripts/options-doc.test.ts', says: 'npm run docs' },
    ],
    rest: [
      instead(
        handedOn,
        '  prettyJson: () => ({}),',
        "  prettyJson: (isPretty) => (isPretty ? { app: { 'json spaces': 2 } } : {}),",
      ),
    ],
  },
  {
    adds: 'a route',
    key: 'farewell',
    row: [
      before(
        'server/contract/routes.ts',
        '} as const satisfies Record<',
        "  farewell: { method: 'GET', path: '/farewell', example: '/farewell', sentence: 'Says goodbye.' },",
      ),
    ],
    doesNotCompile: ['server/app/routes/route-table.ts', routeTexts],
    parts: [
      before('server/app/routes/route-table.ts', '} satisfies Record<LabRouteId', '  farewell,'),
      instead(
        'server/app/routes/route-table.ts',
        'import { cart, greeting,',
        'import { cart, farewell, greeting,',
      ),
      before(
        visits,
        'export const views:',
        `export const farewell: RequestHandler = async (req, res) => {
  await work(req);
  res.json({ bye: true });
};\n`,
      ),
      before(routeTexts, '  fail: `', '  farewell: `  await work();\n  res.json({ bye: false });`,'),
    ],
    told: [{ file: 'server/code/race/app-text.test.ts', says: 'farewell' }],
    rest: [instead(routeTexts, '{ bye: false }', '{ bye: true }')],
  },
  {
    adds: 'a store',
    key: 'scratch',
    row: [
      before(
        'server/contract/stores/store-kinds.ts',
        '};\n\nexport type StoreKind =',
        "  scratch: storeKind('scratch', { label: 'Scratch', touches: true, sentence: 'A Map.', settings: {}, secrets: [] }),",
      ),
    ],
    doesNotCompile: [drivers, 'server/code/express/express-code-parts.ts'],
    parts: [
      created(
        scratchStore,
        `import { createMemoryStore } from './memory.ts';
import type { StoreDriver } from './open-store.ts';

export const scratch: StoreDriver<'scratch'> = {
  kind: 'scratch',
  open: async () => ({ ...createMemoryStore(), snapshot: async () => ({}) }),
};
`,
      ),
      before(drivers, '  sqlite,\n};', '  scratch,'),
      before(drivers, "import { sqlite } from './sqlite.ts';", "import { scratch } from './scratch.ts';"),
      before(
        'server/code/express/express-code-parts.ts',
        '  sqlite: (language) => ({',
        '  scratch: () => undefined,',
      ),
    ],
    told: [{ file: 'server/stores/stores.test.ts', says: 'a scratch store' }],
    rest: [instead(scratchStore, ', snapshot: async () => ({})', '')],
  },
  {
    adds: 'a fault',
    key: 'proxy',
    row: [
      instead(faultRows, "'process', 'clock'] as const", "'process', 'clock', 'proxy'] as const"),
      before(
        faultRows,
        '} satisfies Record<FaultTarget, FaultRow>;',
        `  proxy: faultRow({
    label: 'Proxy', subject: 'The proxy', settings: { forgets: countSetting('forgets headers', 'the proxy forgets nothing') },
    words: ({ forgets }) => (forgets === 0 ? [] : ['forgets headers']), notRaced: 'a race has no proxy',
  }),`,
      ),
    ],
    doesNotCompile: ['server/contract/faults/faults.ts', applied],
    parts: [
      before(
        'server/contract/faults/faults.ts',
        '} satisfies Record<FaultTarget, z.ZodType>;',
        '  proxy: patchSchemaOf(faultRows.proxy).optional(),',
      ),
      before(applied, '} satisfies AppliedFaults;', '  proxy: { inLab: () => ({}) },'),
    ],
    told: [{ file: 'server/scenarios/kinds.test.ts', says: 'of proxy: forgets stands in the docs' }],
    rest: [
      instead(
        applied,
        '  proxy: { inLab: () => ({}) },',
        `  proxy: {
    inLab: ({ now }) => ({
      request: ({ headers }, _res, pass) => {
        if (now().forgets !== 0) delete headers['x-forwarded-proto'];
        pass();
      },
    }),
  },`,
      ),
      before(
        'docs/scenarios.md',
        '| `clock` | `skew` | ',
        '| `proxy` | `forgets` | `{ "proxy": { "forgets": 1 } }` | nothing is said of https |',
      ),
      created(
        'server/scenarios/forgetful-proxy.test.ts',
        `import { expect, it } from 'vitest';
import { failuresOf } from './run-for-real.test-helper.ts';

it('forgets that it was https', async () => {
  const send = { browser: 'alice', path: '/views', proxy: 'https' } as const;
  const sent = (id: string, setCookie: boolean) => [{ send: { ...send, id } }, { expect: { response: id, setCookie } }];
  const options = { trustProxy: true, cookie: { secure: true } };
  const forgetful = { fault: { proxy: { forgets: 'always' } } } as const;
  expect(await failuresOf({ options }, [forgetful, ...sent('A', false), { fault: 'none' }, ...sent('B', true)])).toEqual([]);
});
`,
      ),
    ],
  },
  {
    adds: 'a step of scenarios',
    key: 'note',
    row: [
      before(
        'server/contract/scenario/steps.ts',
        '  /** The expectation has words of its own. */',
        "  note: row(z.string().min(1), (text) => ['it is noted: '.concat(text)], isPerformed),",
      ),
    ],
    doesNotCompile: [
      'server/scenarios/run.ts',
      'server/races/initial-state.ts',
      'server/scenarios/meaning.ts',
      'server/code/race/sent-text.ts',
    ],
    parts: [
      before('server/scenarios/run.ts', '    expect: (expectation, _at, index)', '    note: async () => {},'),
      before('server/races/initial-state.ts', '    // It looks, and changes nothing.', '    note: () => {},'),
      before('server/scenarios/meaning.ts', '    advance: () => {},', '    note: () => {},'),
      before('server/code/race/sent-text.ts', '  expect: () => [],', '  note: () => [],'),
    ],
    told: [{ file: 'server/scenarios/kinds.test.ts', says: 'every kind of step note stands in the docs' }],
    rest: [
      before(
        'docs/scenarios.md',
        '| `expect` | `{ "expect": ',
        '| `note` | `{ "note": "text" }` | nothing |',
      ),
    ],
  },
  {
    adds: 'an expectation',
    key: 'empty',
    row: [
      before(
        'server/contract/scenario/expectations.ts',
        '  /** Which instance, or app, answered. */',
        '  empty: z.strictObject({ empty: z.boolean() }),',
      ),
    ],
    doesNotCompile: ['server/scenarios/check.ts', 'server/scenarios/meaning-of-expectation.ts'],
    parts: [
      before(
        'server/scenarios/check.ts',
        '  answeredBy: checkAnsweredBy,',
        `  empty: ({ empty }, { world }) => ({
    holds: (world.sessions.size === 0) === empty,
    expected: 'the store, whether it is empty: ' + empty, seen: String(world.sessions.size), event: null,
  }),`,
      ),
      before(
        'server/scenarios/meaning-of-expectation.ts',
        '  answeredBy: {',
        '  empty: { browsers: null, requests: null, problems: null },',
      ),
    ],
    told: [
      { file: 'server/scenarios/kinds.test.ts', says: 'every kind of expectation empty stands in the docs' },
    ],
    rest: [
      before(
        'docs/scenarios.md',
        '| `answeredBy` |',
        '| `empty` | `{ "empty": true }` | the store holds nothing |',
      ),
    ],
  },
  {
    adds: 'a doctor rule',
    key: 'max-age-odd',
    row: [
      before(
        'server/doctor/rules/time-rules.ts',
        '} satisfies RuleTable;',
        `  'max-age-odd': {
    severity: 'note', option: 'cookie.maxAge', title: 'The maxAge is an odd one.', when: 'it is 77 777 777', why: 'It looks like a slip.',
    causes: ({ options: { cookie } }) => cookie.maxAge === 77_777_777 ? { 'cookie.maxAge': cookie.maxAge } : null,
    fix: { words: 'Take 8 hours.', options: () => ({ cookie: { maxAge: 8 * hour } }) },
    lesson: 'no-max-age', link: links.option('cookie.maxAge'),
  },`,
      ),
    ],
    doesNotCompile: ['server/doctor/cases.test-helper.ts', 'server/doctor/proofs/time-proofs.test-helper.ts'],
    parts: [
      before(
        'server/doctor/cases.test-helper.ts',
        "  'expires-past': {",
        `  'max-age-odd': {
    found: [{ options: { cookie: { maxAge: 77_777_777 } } }, { options: { cookie: { maxAge: 1 } } }],
    sound: [{ options: { cookie: { maxAge: day } } }],
  },`,
      ),
      before(
        'server/doctor/proofs/time-proofs.test-helper.ts',
        "  'expires-past': {",
        `  'max-age-odd': {
    options: { cookie: { maxAge: 77_777_777 } }, steps: [login(), { advance: 70_000_000 }], sound: hasNoCookie,
  },`,
      ),
    ],
    told: [
      { file: 'server/doctor/rules.test.ts', says: 'max-age-odd is found' },
      { file: 'scripts/doctor-doc.test.ts', says: 'npm run docs' },
    ],
    rest: [
      instead(
        'server/doctor/cases.test-helper.ts',
        ', { options: { cookie: { maxAge: 1 } } }],\n    sound: [{ options: { cookie: { maxAge: day } } }],',
        '],\n    sound: [{ options: { cookie: { maxAge: day } } }],',
      ),
    ],
  },
  {
    adds: 'a lesson',
    key: 'saying-goodbye',
    row: [
      created(
        `${lessons}/saying-goodbye.ts`,
        `import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const sayingGoodbye: LessonSource = {
  id: 'saying-goodbye', title: 'Goodbye', claim: 'Saying goodbye to a visitor leaves nothing in the store.',
  text: ['It only answers.'], code: { routes: ['farewell'] }, links: [],
  lab: { options: { saveUninitialized: false } }, browsers: ['alice'],
  steps: [
    { note: 'nothing is kept' },
    { send: visit('/farewell', { id: 'bye' }) },
    { expect: { response: 'bye', body: '{\\n  "bye": true' } },
    { expect: { empty: true } },
  ],
};
`,
      ),
    ],
    doesNotCompile: [],
    parts: [],
    told: [{ file: 'server/scenarios/lessons/course.test.ts', says: 'saying-goodbye' }],
    rest: [
      before(
        `${lessons}/chapter.ts`,
        'import { serverForgetsToo }',
        "import { sayingGoodbye } from './saying-goodbye.ts';",
      ),
      before(`${lessons}/chapter.ts`, '  maxAgeInMs,\n];', '  sayingGoodbye,'),
    ],
  },
];
