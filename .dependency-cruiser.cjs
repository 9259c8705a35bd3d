/** Who may import whom; the table of docs/architecture.md as rules. Each row names the folders that may not be reached. */
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

const test = '[.]test[.]tsx?$';

module.exports = {
  forbidden: [
    {
      // Types may refer to each other; code that runs may not.
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
    forbid('observer-is-at-the-bottom', '^server/observer/', '^server/(?!observer/|contract/)'),
    forbid('stores-are-at-the-bottom', '^server/stores/', '^server/(?!stores/|contract/)'),
    forbid('browsers-are-at-the-bottom', '^server/browsers/', '^server/(?!browsers/|contract/|lab/lab[.]ts)'),
    forbid('doctor-knows-the-contract-only', '^server/doctor/(?!.*[.]test)', '^server/(?!doctor/|contract/)'),
    forbid('lab-is-below-playground', '^server/lab/', '^server/(?!lab/|observer/|stores/|contract/)'),
    forbid('playground-is-below-scenarios', '^server/playground/', '^server/(scenarios/|api/|cli|app|index)'),
    forbid(
      'races-are-below-scenarios',
      '^server/races/',
      '^server/(playground/|scenarios/|api/|cli|app|index)',
    ),
    forbid('scenarios-are-below-api', '^server/scenarios/', '^server/(api/|cli|app|index)'),
    forbid('api-is-below-the-app', '^server/api/', '^server/(cli|app|index)'),
    forbid(
      'shell-takes-the-engine-by-its-index',
      '^electron/',
      '^(renderer/|server/(?!index[.]ts|contract/))',
    ),
    {
      name: 'renderer-knows-the-contract-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { path: '^server/(?!contract/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-takes-types-of-the-router-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { path: '^server/(?!contract/|api/router[.]ts)' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    forbid('views-do-not-import-each-other', '^renderer/views/([^/]+)/', '^renderer/views/(?!$1/)'),
    forbid('state-knows-no-component', '^renderer/state/', '^renderer/(app|views|panels|parts|ui|timeline)/'),
    forbid('timeline-knows-no-view', '^renderer/timeline/', '^renderer/(app|views|panels|parts)/'),
    forbid('panels-know-no-view', '^renderer/panels/', '^renderer/views/'),
    forbid('parts-know-no-view', '^renderer/parts/', '^renderer/(app|views|panels)/'),
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
