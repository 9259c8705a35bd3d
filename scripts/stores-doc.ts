import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  packagesOf,
  type StoreKind,
  storeConfigSchema,
  storeKinds,
} from '../server/contract/stores/store-kinds.ts';
import {
  type Answers,
  answersOf,
  deviations,
  expectedOf,
  questionLabels,
} from '../server/stores/conformance.test-helper.ts';
import { openStore } from '../server/stores/drivers.ts';
import { startPostgres, startRedis } from '../server/stores/servers.test-helper.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/stores.md');
/** What a module answers is its author's to say. */
const kinds = (Object.keys(storeKinds) as StoreKind[]).filter((kind) => kind !== 'module');
const mark = '\n## What each does\n';

const packageJson = z.object({ version: z.string() });
const versionOf = (name: string): string =>
  packageJson.parse(JSON.parse(readFileSync(inRepository('node_modules', name, 'package.json'), 'utf8')))
    .version;

const column = (kind: StoreKind): string => `\`${kind}\``;

/** What its packages and its server are, by their versions. */
const foundWith = (kind: StoreKind, server: string | null): string => {
  const packages = packagesOf(kind).map((name) => `${name} ${versionOf(name)}`);
  return [...packages, ...(server === null ? [] : [server])].join(', ');
};

/** The part of docs/stores.md that is found by asking. `servers`: what answered, by kind. */
export function storesTable(servers: Readonly<Record<string, string>>): string {
  const usual = expectedOf({});
  const all = kinds.map((kind) => expectedOf(deviations[kind].answers));
  const rows = Object.entries(questionLabels).map(([id, label]) => {
    const cells = all.map((answers) => {
      const answer = answers[id as keyof Answers];
      return answer === usual[id as keyof Answers] ? answer : `**${answer}**`;
    });
    return `| ${[label, ...cells].join(' | ')} |`;
  });
  const found = kinds.flatMap((kind) => {
    const { label, packages } = storeKinds[kind];
    const { why } = deviations[kind];
    if (Object.keys(packages).length === 0 && why === '') return [];
    const versions = foundWith(kind, servers[kind] ?? null);
    return [`- ${column(kind)}, ${label}${versions === '' ? '' : ` (${versions})`}. ${why}`.trim()];
  });
  return `${mark}
Found by asking each (\`npm run docs\` does, and so does a test on every change). In bold is what differs from MemoryStore.

| | ${kinds.map(column).join(' | ')} |
|---|${kinds.map(() => '---|').join('')}
${rows.join('\n')}

${found.join('\n')}
`;
}

/** docs/stores.md with this table in place of the one that it has. */
export const withTable = (text: string, table: string): string => `${text.split(mark)[0]}${table}`;

/** Opens one of each kind, on servers that are started for it, and asks it all. Throws where it is not as it is said. */
async function askAll(): Promise<Record<string, string>> {
  const redis = await startRedis();
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'stores-doc-'));
  const places: Partial<Record<StoreKind, string>> = {
    redis: redis.url,
    postgres: postgres.url,
    file: `file:${folder}`,
  };
  const servers: Record<string, string> = {};
  try {
    for (const kind of kinds) {
      const open = await openStore(storeConfigSchema.parse(places[kind] ?? kind));
      const answers = await answersOf(open);
      const expected = expectedOf(deviations[kind].answers);
      if (!isDeepStrictEqual(answers, expected))
        throw new Error(`${kind} is not as it is said: ${JSON.stringify(answers)}`);
      const server = await open.server?.();
      if (server !== undefined) servers[kind] = server.replace(/ \(.*\)$/, '');
      await open.close();
    }
  } finally {
    await Promise.all([redis.close(), postgres.close()]);
    rmSync(folder, { recursive: true });
  }
  return servers;
}

if (import.meta.main) {
  writeFileSync(file, withTable(readFileSync(file, 'utf8'), storesTable(await askAll())));
}
