/** Who may import whom; the table of docs/architecture.md as rules. Each row names the folders that may not be reached. */
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

const test = '[.]test(-helper)?[.]tsx?$';

/** The engine's rooms, each with the rooms that it may import beside the contract, the words and itself. */
const rooms = {
  words: [],
  threads: [],
  log: ['threads'],
  observer: [],
  recording: ['observer', 'log', 'threads'],
  stores: ['threads'],
  browsers: [],
  app: ['observer', 'stores'],
  code: ['app', 'browsers'],
  lab: ['app', 'observer', 'stores', 'browsers', 'log', 'threads'],
  playground: ['lab', 'app', 'observer', 'stores', 'browsers', 'log', 'threads'],
  races: ['lab', 'app', 'observer', 'stores', 'browsers', 'log', 'threads'],
  doctor: ['app', 'browsers'],
  scenarios: [
    'races',
    'playground',
    'lab',
    'app',
    'observer',
    'stores',
    'browsers',
    'log',
    'threads',
    'code',
  ],
  explain: ['scenarios', 'doctor', 'browsers'],
  api: [
    'recording',
    'explain',
    'scenarios',
    'races',
    'playground',
    'doctor',
    'lab',
    'app',
    'stores',
    'browsers',
    'log',
    'threads',
    'code',
  ],
  cli: [
    'api',
    'recording',
    'observer',
    'explain',
    'scenarios',
    'races',
    'playground',
    'doctor',
    'lab',
    'app',
    'stores',
    'browsers',
    'log',
    'threads',
    'code',
  ],
};
const layers = Object.entries(rooms).map(([room, below]) =>
  forbid(
    `${room}-looks-downward`,
    `^server/${room}/(?!.*[.]test)`,
    `^server/(?!(${[room, 'contract', 'words', ...below].join('|')})/${room === 'cli' ? '|start-app' : ''})`,
  ),
);

module.exports = {
  forbidden: [
    {
      // Types may refer to each other; code that runs may not.
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-the-shell-knows-electron',
      severity: 'error',
      from: { pathNot: '^(electron/|e2e/|scripts/)' },
      to: { path: '^(node_modules/)?electron$|^node_modules/electron/|^electron/' },
    },
    {
      name: 'contract-imports-zod-only',
      severity: 'error',
      from: { path: '^server/contract/', pathNot: test },
      to: { pathNot: '^(server/contract/|node_modules/zod/)' },
    },
    forbid('server-never-imports-renderer', '^server/', '^(renderer|electron)/'),
    ...layers,
    forbid(
      'shell-takes-the-engine-by-its-index',
      '^electron/(?!.*[.]test)',
      '^(renderer/|server/(?!index[.]ts|contract/))',
    ),
    {
      // The page folds events by the same fold as the server.
      name: 'renderer-knows-contract-and-world-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { path: '^server/(?!contract/|log/world[.]ts)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-takes-types-of-the-router-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { path: '^server/(?!contract/|log/world[.]ts|api/router[.]ts)' },
    },
    {
      // What the page folds with runs in the page.
      name: 'world-has-no-node',
      severity: 'error',
      from: { path: '^server/log/(world|under-way)[.]ts' },
      to: { pathNot: '^server/(contract/|log/under-way[.]ts)' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    forbid('views-do-not-import-each-other', '^renderer/views/([^/]+)/', '^renderer/views/(?!$1/)'),
    forbid(
      'history-knows-no-component',
      '^renderer/history/',
      '^renderer/(shell|services|views|panels|parts|ui|timeline)/',
    ),
    forbid('services-know-no-view', '^renderer/services/', '^renderer/(shell|views|panels|parts|timeline)/'),
    forbid('timeline-knows-no-view', '^renderer/timeline/', '^renderer/(shell|services|views|panels|parts)/'),
    forbid('panels-know-no-view', '^renderer/panels/', '^renderer/views/'),
    forbid('parts-know-no-view', '^renderer/parts/', '^renderer/(shell|views|panels)/'),
    forbid('ui-knows-react-only', '^renderer/ui/', '^(renderer/(?!ui/)|server/)'),
    {
      name: 'preload-has-no-decisions',
      severity: 'error',
      from: { path: '^electron/preload', pathNot: test },
      to: { path: '^(server/|renderer/|electron/(?!bridge[.]ts))', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]d[.]ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'server/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
