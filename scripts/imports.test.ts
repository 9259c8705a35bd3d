import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImports } from './imports.ts';

/** For each rule, an import that breaks it: from, to. */
const violations: Record<string, [string, string]> = {
  'no-cycles': ['server/playground/egg.ts', './hen.ts'],
  'everything-resolves': ['server/lab/lost.ts', './nowhere.ts'],
  'only-the-shell-knows-electron': ['renderer/shell/native.ts', '../../electron/main.ts'],
  'contract-imports-zod-only': ['server/contract/clever.ts', 'node:fs'],
  'server-never-imports-renderer': ['server/lab/drawn.ts', '../../renderer/ui/button.tsx'],
  'words-looks-downward': ['server/words/high.ts', '../lab/lab.ts'],
  'threads-looks-downward': ['server/threads/high.ts', '../lab/lab.ts'],
  'log-looks-downward': ['server/log/high.ts', '../lab/lab.ts'],
  'observer-looks-downward': ['server/observer/high.ts', '../lab/lab.ts'],
  'recording-looks-downward': ['server/recording/high.ts', '../lab/lab.ts'],
  'stores-looks-downward': ['server/stores/high.ts', '../observer/observe.ts'],
  'browsers-looks-downward': ['server/browsers/high.ts', '../playground/hen.ts'],
  'app-looks-downward': ['server/app/high.ts', '../lab/lab.ts'],
  'code-looks-downward': ['server/code/high.ts', '../lab/lab.ts'],
  'lab-looks-downward': ['server/lab/high.ts', '../playground/hen.ts'],
  'playground-looks-downward': ['server/playground/high.ts', '../scenarios/run.ts'],
  'races-looks-downward': ['server/races/high.ts', '../scenarios/run.ts'],
  'doctor-looks-downward': ['server/doctor/high.ts', '../lab/lab.ts'],
  'explain-looks-downward': ['server/explain/high.ts', '../api/router.ts'],
  'scenarios-looks-downward': ['server/scenarios/high.ts', '../api/router.ts'],
  'api-looks-downward': ['server/api/high.ts', '../start-app.ts'],
  'cli-looks-downward': ['server/cli/high.ts', '../index.ts'],
  'shell-takes-the-engine-by-its-index': ['electron/deep.ts', '../server/lab/lab.ts'],
  'renderer-knows-contract-and-world-only': ['renderer/shell/server.ts', '../../server/api/router.ts'],
  'renderer-takes-types-of-the-router-only': ['renderer/shell/lab.ts', '../../server/lab/lab.ts'],
  'world-has-no-node': ['server/log/world.ts', 'node:fs'],
  'renderer-has-no-node': ['renderer/shell/disk.ts', 'node:fs'],
  'views-do-not-import-each-other': ['renderer/views/races/a.ts', '../playground/b.ts'],
  'history-knows-no-component': ['renderer/history/drawn.ts', '../ui/button.tsx'],
  'services-know-no-view': ['renderer/services/drawn.ts', '../views/playground/b.ts'],
  'timeline-knows-no-view': ['renderer/timeline/drawn.ts', '../views/playground/b.ts'],
  'panels-know-no-view': ['renderer/panels/drawn.ts', '../views/playground/b.ts'],
  'parts-know-no-view': ['renderer/parts/drawn.ts', '../views/playground/b.ts'],
  'ui-knows-react-only': ['renderer/ui/clever.tsx', '../history/drawn.ts'],
  'preload-has-no-decisions': ['electron/preload.ts', './main.ts'],
};

const allowed: [string, string][] = [
  ['server/playground/hen.ts', './egg.ts'],
  ['server/contract/b.ts', './clever.ts'],
  ['electron/main.ts', '../server/index.ts'],
  ['server/cli/commands/serve.ts', '../../start-app.ts'],
  ['renderer/shell/fine.ts', '../../server/contract/b.ts'],
  ['renderer/history/fold.ts', '../../server/log/world.ts'],
];

const targets = ['lab/lab', 'observer/observe', 'scenarios/run', 'api/router', 'start-app', 'index'];
const folder = mkdtempSync(join(tmpdir(), 'imports-'));
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const broken = new Map<string, string[]>();
let rules: string[] = [];
beforeAll(async () => {
  for (const path of targets) write(`server/${path}.ts`, 'export const it = 1;\n');
  for (const path of ['renderer/ui/button.tsx', 'renderer/views/playground/b.ts'])
    write(path, 'export {};\n');
  for (const [from, to] of [...Object.values(violations), ...allowed]) {
    write(from, `import * as it from '${to}';\nexport { it };\n`);
  }
  // A circle is one also where a side takes the other's types alone.
  write('server/playground/hen.ts', "import type * as egg from './egg.ts';\nexport type It = typeof egg;\n");
  const { summary } = await checkImports(folder, ['server', 'renderer', 'electron']);
  rules = summary.ruleSetUsed?.forbidden?.flatMap(({ name }) => name ?? []) ?? [];
  for (const { rule, from } of summary.violations) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the import rules', () => {
  it('each have a violation that is tried here', () => {
    expect(Object.keys(violations).sort()).toEqual(rules.sort());
  });

  it.each(Object.entries(violations))('catch a violation of %s', (name, [from]) => {
    expect(broken.get(from)).toContain(name);
  });

  it('let pass what the table allows', () => {
    for (const [from] of allowed.slice(1)) expect(broken.get(from)).toBeUndefined();
  });
});
