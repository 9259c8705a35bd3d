import { before, created, instead, type Recipe } from './recipe.test-helper.ts';

const lessons = 'server/scenarios/lessons/time';
const stepRecords = 'server/scenarios/record/step-records.ts';
const expectationTable = 'server/scenarios/expectations/table.ts';

/** What can be said of a lab: in scenarios, by the doctor, in lessons. */
export const scenarioRecipes: readonly Recipe[] = [
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
      'server/scenarios/run/run.ts',
      'server/races/initial-state.ts',
      'server/scenarios/read/meaning.ts',
      stepRecords,
      'server/code/race/sent-text.ts',
    ],
    parts: [
      before(
        'server/scenarios/run/run.ts',
        '    expect: (expectation, _at, index)',
        '    note: async () => {},',
      ),
      before('server/races/initial-state.ts', '    // It looks, and changes nothing.', '    note: () => {},'),
      before('server/scenarios/read/meaning.ts', '    advance: () => {},', '    note: () => {},'),
      before(stepRecords, '  // What held at the end is suggested', '  note: null,'),
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
    doesNotCompile: [expectationTable],
    parts: [
      before(
        expectationTable,
        '  ...keptRows,',
        `  empty: {
    words: ({ empty }) => 'the store, whether it is empty: ' + empty,
    check: ({ empty }, { world }) => ({
      holds: (world.sessions.size === 0) === empty, seen: String(world.sessions.size), event: null,
    }),
    browsers: null, requests: null, problems: null, record: null,
  },`,
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
