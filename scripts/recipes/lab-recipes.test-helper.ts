import { before, created, instead, type Recipe } from './recipe.test-helper.ts';

const handedOn = 'server/app/session-options.ts';
const visits = 'server/app/routes/visits.ts';
const routeTexts = 'server/code/race/route-texts.ts';
const drivers = 'server/stores/drivers.ts';
const conformance = 'server/stores/conformance.test-helper.ts';
const scratchStore = 'server/stores/scratch.ts';
const faultRows = 'server/contract/faults/fault-rows.ts';
const labSettings = 'server/contract/options/lab-setting-rows.ts';
const aroundTexts = 'server/code/express/express-code-around.ts';
const applied = 'server/lab/faults/applied-faults.ts';
const sessionProofs = 'server/doctor/statements/session-option-proofs.test-helper.ts';
const labProofs = 'server/doctor/statements/lab-setting-proofs.test-helper.ts';

/** What a lab can be given. */
export const labRecipes: readonly Recipe[] = [
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
    doesNotCompile: [handedOn, 'server/code/express/express-code-options.ts', sessionProofs],
    parts: [
      before(handedOn, '  cookieForm: (form,', '  prettyJson: () => ({}),'),
      before(
        sessionProofs,
        '  cookieForm: [',
        "  prettyJson: [{ says: 'Express’s own setting', isNotOfALab: 'said by Express' }],",
      ),
      before(
        'server/code/express/express-code-options.ts',
        "  // The cookie's own lines are written in its form.",
        "  prettyJson: unlessDefault('prettyJson', () => ({ app: `app.set('json spaces', 2);` })),",
      ),
    ],
    told: [
      { file: 'server/app/handed-on.test.ts', says: 'prettyJson' },
      { file: 'server/doctor/option-sentences.test.ts', says: 'prettyJson' },
      { file: 'scripts/options-doc.test.ts', says: 'npm run docs' },
    ],
    rest: [
      instead(
        handedOn,
        '  prettyJson: () => ({}),',
        "  prettyJson: (isPretty) => (isPretty ? { app: { 'json spaces': 2 } } : {}),",
      ),
      instead(
        sessionProofs,
        "  prettyJson: [{ says: 'Express’s own setting', isNotOfALab: 'said by Express' }],",
        `  prettyJson: [
    { says: 'Express’s own setting', isNotOfALab: 'said by Express' },
    {
      says: 'On: bodies are longer',
      holds: { options: { prettyJson: true }, steps: [next] },
      not: { options: { prettyJson: false }, steps: [next] },
      sees: { response: 'next', body: '\\n' },
    },
  ],`,
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
        "  scratch: storeKind('scratch', { label: 'Scratch', touches: true, answers: 'in turn', sentence: 'A Map.', kept: 'in the process', packages: {}, settings: {}, secrets: [] }),",
      ),
    ],
    doesNotCompile: [drivers, 'server/code/express/express-code-parts.ts', conformance],
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
      before(conformance, '  sqlite: {\n    answers:', "  scratch: { answers: {}, why: '' },"),
      before(drivers, '  sqlite,\n', '  scratch,'),
      before(drivers, "import { sqlite } from './sqlite.ts';", "import { scratch } from './scratch.ts';"),
      before(
        'server/code/express/express-code-parts.ts',
        '  memorystore: () => ({',
        '  scratch: () => undefined,',
      ),
    ],
    told: [{ file: 'server/stores/stores.test.ts', says: 'a scratch store' }],
    rest: [instead(scratchStore, ', snapshot: async () => ({})', '')],
  },
  {
    adds: 'something around the session',
    key: 'quiet',
    row: [
      before(
        labSettings,
        '};\n\nexport type LabSettingKey =',
        `  quiet: optionRow({
    label: 'quiet', group: 'around', control: { type: 'switch' }, default: false, defaultText: 'off',
    sentence: 'Takes the ETag off responses.', changes: 'On: none is answered 304.', schema: z.boolean(),
  }),`,
      ),
    ],
    doesNotCompile: ['server/app/lab-settings.ts', aroundTexts, labProofs],
    parts: [
      before('server/app/lab-settings.ts', '  instances: countsPlaces,', '  quiet: () => ({}),'),
      before(aroundTexts, '  instances: (count,', '  quiet: () => [],'),
      before(
        labProofs,
        '  sharedStore: [',
        "  quiet: [{ says: 'Takes the ETag off responses', lesson: 'no-such-lesson' }],",
      ),
    ],
    told: [
      { file: 'server/lab/lab-settings.test.ts', says: 'quiet: true makes another lab' },
      { file: 'server/doctor/option-sentences.test.ts', says: 'quiet' },
      { file: 'scripts/options-doc.test.ts', says: 'npm run docs' },
    ],
    rest: [
      instead(
        'server/app/lab-settings.ts',
        '  quiet: () => ({}),',
        `  quiet: (isQuiet) =>
    isQuiet ? { middleware: (_req, res, next) => { res.removeHeader('etag'); next(); } } : {},`,
      ),
      instead(
        aroundTexts,
        '  quiet: () => [],',
        "  quiet: (isQuiet) => (isQuiet ? [`app.disable('etag');`] : []),",
      ),
      instead(
        labProofs,
        "  quiet: [{ says: 'Takes the ETag off responses', lesson: 'no-such-lesson' }],",
        `  quiet: [
    {
      says: 'Takes the ETag off responses. On: none is answered 304.',
      holds: ofTwo({ quiet: true }),
      not: ofTwo({}),
      sees: { response: 'next', headers: { etag: false } },
    },
  ],`,
      ),
    ],
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
    words: ({ forgets }) => (forgets === 0 ? [] : ['forgets headers']),
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
      before(
        'server/contract/faults/faults.ts',
        '} as const satisfies Record<FaultTarget, ProblemCode>;',
        "  proxy: 'faulty-proxy-raced',",
      ),
      before(
        'server/contract/problem-params.ts',
        "  'faulty-clock-raced': none,",
        "  'faulty-proxy-raced': none,",
      ),
      before(
        'server/words/races.ts',
        "  'faulty-clock-raced': () =>",
        "  'faulty-proxy-raced': () => 'a race has no proxy',",
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
import { failuresOf } from './run/run-for-real.test-helper.ts';

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
];
