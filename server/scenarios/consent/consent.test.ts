import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { course } from '../lessons/course.ts';
import { allowedFile, createConsent, hashOf } from './consent.ts';

const code = "(req, res) => res.end('x')";

let file: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'session-playground-consent-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = join(folder, 'session-playground', 'allowed-handlers.json');
});

describe('consent to code from a file', () => {
  it('is asked for with the code and its hash, until somebody gives it to that very code', async () => {
    const consent = createConsent(file);
    expect(await consent.check(code, 'lab.handler')).toEqual({
      ok: false,
      problems: [{ code: 'handler-not-allowed', at: 'lab.handler', params: { code, sha256: hashOf(code) } }],
    });
    await consent.allow(hashOf(`${code} `));
    expect(await consent.isAllowed(code)).toBe(false);
    await consent.allow(hashOf(code));
    expect(await consent.check(code, 'lab.handler')).toEqual({ ok: true });
    expect(await createConsent(file).isAllowed(code)).toBe(false);
  });

  it('is not needed where there is no code, nor for a lesson’s', async () => {
    const consent = createConsent(file);
    expect(await consent.check(null, '')).toEqual({ ok: true });
    const handlers = course.flatMap(({ lab }) => lab.handler ?? []);
    expect(handlers.length).toBeGreaterThan(0);
    for (const handler of handlers) expect(await consent.isAllowed(handler)).toBe(true);
  });

  it('is remembered where it is given for good, in a file of the user’s alone, of which nothing is left half-written', async () => {
    await createConsent(file).allow(hashOf(code), { always: true });
    await createConsent(file).allow(hashOf('other'), { always: true });
    const again = createConsent(file);
    expect([await again.isAllowed(code), await again.isAllowed('other')]).toEqual([true, true]);
    expect(await readdir(dirname(file))).toEqual(['allowed-handlers.json']);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(code);
  });

  it.skipIf(process.platform === 'win32')('is not believed in a file that others can write', async () => {
    await createConsent(file).allow(hashOf(code), { always: true });
    await chmod(file, 0o666);
    expect(await createConsent(file).isAllowed(code)).toBe(false);
  });

  it('is asked for again where the file is damaged, and kept from then on', async () => {
    const consent = createConsent(file);
    await consent.allow(hashOf('other'), { always: true });
    await writeFile(file, '{"sha256": [');
    expect(await createConsent(file).isAllowed('other')).toBe(false);
    await consent.allow(hashOf(code), { always: true });
    expect(await createConsent(file).isAllowed(code)).toBe(true);
  });

  it('is kept among the user’s settings', () => {
    expect(allowedFile({ XDG_CONFIG_HOME: '/home/x/conf', APPDATA: '/home/x/conf' })).toMatch(
      /session-playground[/\\]allowed-handlers\.json$/,
    );
  });
});
