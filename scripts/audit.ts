import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { noticesFile } from './notices.ts';
import { inRepository } from './root.ts';

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      nodes: z.array(z.string()),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
    }),
  ),
});
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), dev: z.boolean().optional() })),
});

/** `name version` of each package that users get: what is bundled (all of it development's to npm), what is installed along, and Electron. */
export function shippedPackages(notices: readonly string[], lock: unknown): Set<string> {
  const { packages } = lockSchema.parse(lock);
  const bundled = notices.flatMap((text) =>
    [...text.matchAll(/^(\S+ \d+\.\d+\.\d+\S*) \(/gm)].map(([, title = '']) => title),
  );
  const installed = Object.entries(packages).flatMap(([path, { version, dev }]) =>
    path !== '' && (dev !== true || path === 'node_modules/electron')
      ? [`${path.split('node_modules/').at(-1)} ${version}`]
      : [],
  );
  return new Set([...bundled, ...installed]);
}

export const readLock = (): unknown => JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));

/** The same of what was built into those folders of `out`. */
export const shippedOf = (folders: readonly string[], lock: unknown): Set<string> =>
  shippedPackages(
    folders.map((folder) => readFileSync(inRepository('out', folder, noticesFile), 'utf8')),
    lock,
  );

/** Of what `npm audit` knows, what users would get, a line each. */
export function findings(report: unknown, shipped: ReadonlySet<string>, lock: unknown): string[] {
  const { packages } = lockSchema.parse(lock);
  return Object.entries(reportSchema.parse(report).vulnerabilities).flatMap(
    ([name, { severity, nodes, via }]) => {
      const titles = nodes
        .map((node) => `${name} ${packages[node]?.version}`)
        .filter((title) => shipped.has(title));
      const reasons = via.map((one) => (typeof one === 'string' ? `by ${one}` : `${one.title} (${one.url})`));
      return titles.map((title) => `${title}: ${severity}: ${reasons.join('; ')}`);
    },
  );
}

/** Asks the registry what is known of what ships; CI and releases stop for it. */
function audit(): number {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: inRepository(),
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  const report: unknown = JSON.parse(stdout || '{}');
  if (!reportSchema.safeParse(report).success) {
    console.error('The registry did not say what is known of these packages.');
    return 2;
  }
  const lock = readLock();
  const found = findings(report, shippedOf(['desktop', 'renderer', 'main', 'library'], lock), lock);
  for (const line of found) console.error(line);
  if (found.length === 0) process.stdout.write('Nothing is known of what ships.\n');
  return found.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = audit();
