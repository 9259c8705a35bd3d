import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { readLock, shippedOf } from './audit.ts';
import { fetchRuntime, findRuntime } from './desktop.ts';
import { inRepository } from './root.ts';

const componentSchema = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string().optional(),
  properties: z.array(z.looseObject({ name: z.string() })).default([]),
});
const listSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(componentSchema),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});
const versionsSchema = z.object({ chrome: z.string(), node: z.string() });
type RuntimeVersions = z.infer<typeof versionsSchema>;

/** npm knows nothing of what is inside Electron. Without a version where there was no runtime to ask. */
function insideElectron(versions: RuntimeVersions | null) {
  const component = (name: string, cpe: string, version: string | undefined) => ({
    'bom-ref': name.toLowerCase(),
    type: 'framework',
    name,
    description: version === undefined ? 'Inside Electron; its version was not read' : 'Inside Electron',
    ...(version !== undefined && { version, cpe: `cpe:2.3:a:${cpe}:${version}:*:*:*:*:*:*:*` }),
  });
  return [
    component('Chromium', 'google:chrome', versions?.chrome),
    component('Node.js', 'nodejs:node.js', versions?.node),
  ];
}

/**
 * Of the list that npm makes of the whole lock file (CycloneDX), what is inside the app that one installs. To npm all of it is
 * development's: it is bundled.
 */
export function sbomOf(npmList: unknown, shipped: ReadonlySet<string>, versions: RuntimeVersions | null) {
  const { metadata, components, dependencies, ...list } = listSchema.parse(npmList);
  const root = metadata.component['bom-ref'];
  const inside = components.filter(({ name, version }) => shipped.has(`${name} ${version}`));
  const electron = inside.find(({ name }) => name === 'electron')?.['bom-ref'];
  const runtime = insideElectron(versions);
  const refs = new Set([root, ...inside.map((one) => one['bom-ref'])]);
  const { purl: _npms, ...app } = metadata.component;
  return {
    ...list,
    metadata: {
      ...metadata,
      lifecycles: [{ phase: 'post-build' }],
      // npm calls it as the folder is called.
      component: { ...app, type: 'application', name: 'session-playground' },
    },
    components: [
      ...inside.map((one) => ({
        ...one,
        properties: one.properties.filter(({ name }) => name !== 'cdx:npm:package:development'),
      })),
      ...runtime,
    ],
    dependencies: [
      ...dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({
          ref,
          dependsOn:
            ref === electron
              ? runtime.map((one) => one['bom-ref'])
              : dependsOn.filter((other) => refs.has(other)),
        })),
      ...runtime.map((one) => ({ ref: one['bom-ref'], dependsOn: [] })),
    ],
  };
}

/** What npm knows of the lock file; no registry is asked. */
export function npmList(): unknown {
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  const { stdout } = spawnSync('npm', args, {
    cwd: inRepository(),
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

/** Of the runtime itself; null where there is none, or where it does not start. */
export function runtimeVersions(executable: string | null): RuntimeVersions | null {
  if (executable === null) return null;
  const { status, stdout } = spawnSync(executable, ['-p', 'JSON.stringify(process.versions)'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 60_000,
  });
  return status === 0 ? versionsSchema.parse(JSON.parse(stdout)) : null;
}

if (import.meta.main) {
  if (findRuntime() === null) fetchRuntime();
  const versions = runtimeVersions(findRuntime());
  if (versions === null) {
    console.error("Electron's runtime did not say its versions: they are left out.");
    // A release does not go out with a list that lacks them.
    if (process.argv.includes('--whole')) process.exitCode = 1;
  }
  const shipped = shippedOf(['desktop', 'renderer'], readLock());
  process.stdout.write(`${JSON.stringify(sbomOf(npmList(), shipped, versions), null, 2)}\n`);
}
