import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
});
type Package = z.infer<typeof packageSchema>;

/** What stands between the notices of two packages. */
const between = `\n\n${'-'.repeat(72)}\n\n`;

export const noticesFile = 'third-party-notices.txt';

/** The folder of the package that a bundled module is from; null where it is the project's own. */
function packageFolder(module: string): string | null {
  const path = module.replace(/^\0/, '').replaceAll('\\', '/');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null;
}

/** Its own words: in a file, or else a section of the readme; of MIT's, who gave neither, at least by whom it is. */
function licenceOf(folder: string, { name, license, author }: Package): string {
  const all = readdirSync(folder);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const files = all.filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file)).sort();
  if (files.length > 0) return files.map((file) => read(file).trim()).join('\n\n');
  const readme = all.find((file) => /^readme\.md$/i.test(file));
  const section =
    readme && /^#+ *licen[cs]e *$([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(read(readme))?.[1]?.trim();
  if (section) return section;
  if (license !== 'MIT' || author === undefined) throw new Error(`${name} says nothing of its licence`);
  const [project = ''] = folder.split('/node_modules/');
  const [, , ...permission] = readFileSync(join(project, 'LICENSE'), 'utf8').trim().split('\n\n');
  return [`Copyright (c) ${author}`, ...permission].join('\n\n');
}

/** The licences of what is bundled, by package; licences ask that they go along. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
  const notices = [...folders].map((folder) => {
    const found = packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    const title = `${found.name} ${found.version} (${found.license})`;
    return { name: found.name, text: `${title}\n\n${licenceOf(folder, found)}` };
  });
  const sorted = notices.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text);
  return `${sorted.join(between)}\n`;
}

/** Puts the notices beside the bundle that they are of. */
export const notices = () => ({
  name: 'third-party-notices',
  generateBundle(
    this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown },
    _options: unknown,
    bundle: Readonly<Record<string, { type: string; modules?: Readonly<Record<string, unknown>> }>>,
  ) {
    const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
    this.emitFile({ type: 'asset', fileName: noticesFile, source: noticesOf(modules) });
  },
});
