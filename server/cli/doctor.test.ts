import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../words/problems.ts';
import { doctor } from './doctor.ts';
import { runCli } from './spawn-cli.test-helper.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-playground-doctor-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileWith = async (name: string, content: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

async function examined(content: unknown, json = false): Promise<{ code: number; text: string }> {
  let text = '';
  const io = {
    out: (more: string) => {
      text += more;
    },
    err: () => {},
  };
  const code = await doctor({ file: await fileWith('options.json', content), json, io });
  return { code, text };
}

const refusal = (content: unknown): Promise<string> =>
  examined(content).then(
    () => 'accepted',
    (error: unknown) => (error instanceof ProblemError ? error.message : String(error)),
  );

const sound = {
  secret: ['mVq2r9Tx5uYkB7nLz4Wc8HsJ1dPfG6Ea', '0c6a3d5e-8f1b-4b7a-9d2e-6f4c1a8b7e35'],
  resave: false,
  saveUninitialized: false,
  name: '__Host-shop',
  trustProxy: 1,
  cookie: { secure: true, sameSite: 'lax', maxAge: 28_800_000 },
  context: { proxy: true, store: 'other', login: true, otherApps: true },
};
const tutorial = { secret: 'keyboard cat', resave: true, saveUninitialized: true };

describe('doctor', () => {
  it('finds nothing in a sound option set, and ends with 0', async () => {
    const file = await fileWith('sound.json', sound);
    const { code, stdout, stderr } = await runCli('doctor', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'Session options: nothing found.\n' +
        'Judged for: production true, https true, proxy true, login true, store other, otherApps true, mountPath /. ' +
        'Not said: logout, instances, queue, crossSite, host.\n',
    );
  });

  it('tells what it found, grouped by severity, with the cause and the fix as code, and ends with 1', async () => {
    const { code, text } = await examined({ ...tutorial, context: { store: 'memory', login: true } });
    expect(code).toBe(1);
    expect(text).toMatch(/^Session options: 3 hazards, 2 warnings, 3 notes\.\n/);
    expect(text).toMatch(/## Hazards\n[\s\S]*## Warnings\n[\s\S]*## Notes\n/);
    expect(text).toContain('### Requests that only read write their old copy back.');
    expect(text).toContain('Because `resave` is true, `store` is MemoryStore, has touch. Each request holds');
    expect(text).toContain('```js\nsession({\n  resave: false,\n})\n```');
    expect(text).toContain('See https://github.com/expressjs/session#resave');
  });

  it('prints one JSON document when asked to, the fix as a patch of options', async () => {
    const { code, text } = await examined(tutorial, true);
    expect(code).toBe(1);
    const { findings, context } = JSON.parse(text);
    expect(context).toMatchObject({ production: true, https: true, store: null });
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'secure-missing',
        severity: 'hazard',
        causes: { 'cookie.secure': false, https: true },
        fix: expect.objectContaining({ options: { cookie: { secure: true } } }),
      }),
    );
  });

  it('shows no secret, in either form', async () => {
    for (const json of [false, true]) {
      const { text } = await examined({ ...tutorial, secret: ['keyboard cat', 'Tr0ub4dor&3'] }, json);
      expect(text).toContain('secret-short');
      expect(text).not.toMatch(/keyboard cat|Tr0ub4dor&3/);
    }
  });

  it('judges no secret that the file keeps to itself', async () => {
    const { secret: _, ...rest } = sound;
    expect(await examined(rest)).toMatchObject({ code: 0 });
  });

  it('refuses by place and name what it does not know', async () => {
    const cases = [
      [{ resaev: true }, /options\.json: unknown key "resaev" \(did you mean "resave"\?\)$/],
      [{ cookie: { maxage: 1 } }, /options\.json: cookie: unknown key "maxage" \(did you mean "maxAge"\?\)$/],
      [{ context: { prodution: true } }, /context: unknown key "prodution" \(did you mean "production"\?\)$/],
      [{ secret: [] }, /options\.json: secret: /],
      [{ cookie: { secure: 'yes' } }, /cookie\.secure: expected true, false or "auto"$/],
      [{ context: { store: 'rediss' } }, /context\.store: .*expected one of .*"redis"/],
      ['{ "resave": tru }', /options\.json: not JSON at line 1, column 13/],
      ['[]', /options\.json: expected object, found array$/],
    ] as const;
    for (const [content, words] of cases) expect(await refusal(content)).toMatch(words);
  });

  it('ends with 2 for a file that there is not, and says so on stderr', async () => {
    const { code, stdout, stderr } = await runCli('doctor', join(folder, 'none.json'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/none\.json: there is no such file\n$/);
  });
});
