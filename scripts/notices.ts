import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

export const noticesFile = 'third-party-notices.txt';

/** The folder of the package that a bundled module is from; null where it is the project's own. */
function packageFolder(module: string): string | null {
  const path = module.replace(/^\0/, '').replaceAll('\\', '/');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null;
}

/** The licences of what is bundled, by package; licences ask that they go along. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
  const notices = [...folders].map((folder) => {
    const { name, version, license } = packageSchema.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    const files = readdirSync(folder).filter((file) =>
      /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file),
    );
    const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return { name, text: [`${name} ${version} (${license})`, ...texts].join('\n\n') };
  });
  const sorted = notices.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text);
  return `${sorted.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
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
