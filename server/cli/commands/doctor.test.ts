import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../words/problems.ts';
import { runCli } from '../spawn-cli.test-helper.ts';
import { doctor } from './doctor.ts';

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
        'Not said: logout, instances, sharedStore, queue, crossSite, host.\n\n' +
        '## Not said, and it matters\n\n' +
        '- `logout`: if it is unset, a hazard: A logout that sets req.session to null leaves the session in the store. (`unset-keeps-logout`)\n' +
        '- `crossSite`: if it is true, a hazard: On other sites’ pages there is no session: the cookie does not go along. (`cross-site-kept-back`)\n',
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

  it('takes code, from stdin too, and says what it could not read', () => {
    const code = 'app.use(session({ secret: process.env.SECRET, cookie: { secure: prod } }));';
    const entry = join(import.meta.dirname, '../../cli.ts');
    const run = spawnSync(process.execPath, [entry, 'doctor', '-'], { input: code, encoding: 'utf8' });
    const { status, stdout, stderr } = run;
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('Not read, and judged by what holds whatever it is: secret, cookie.secure.');
    expect(stdout).toContain(
      '- `cookie.secure`: if it is false, a hazard: The cookie also goes over plain http.',
    );
  });

  it('judges what it can where express-session ignores or refuses the rest, and ends with 1', async () => {
    const { code, text } = await examined({
      ...sound,
      maxAge: 60_000,
      cookie: { ...sound.cookie, maxAge: '8h' },
    });
    expect(code).toBe(1);
    expect(text).toContain('`maxAge` is ignored here: it belongs into cookie');
    expect(text).toContain('`cookie.maxAge` is "8h": “maxAge must be a number or Date”');
  });

  it('fails on what is as grave as it is told, or graver', async () => {
    const files = {
      note: await fileWith('note.json', { ...sound, secret: sound.secret[0] }),
      warning: await fileWith('warning.json', {
        ...sound,
        context: { ...sound.context, login: null },
        saveUninitialized: true,
      }),
      hazard: await fileWith('hazard.json', { ...sound, secret: 'keyboard cat' }),
    };
    const codes = async (file: string) => {
      const ends: Array<number | null> = [(await runCli('doctor', file)).code];
      for (const least of ['note', 'warning', 'hazard'])
        ends.push((await runCli('doctor', file, '--fail-on', least)).code);
      return ends;
    };
    expect(await codes(files.note)).toEqual([1, 1, 0, 0]);
    expect(await codes(files.warning)).toEqual([1, 1, 1, 0]);
    expect(await codes(files.hazard)).toEqual([1, 1, 1, 1]);
    expect(await runCli('doctor', files.note, '--fail-on', 'all')).toMatchObject({ code: 2, stdout: '' });
  });

  it('refuses by place and name what it does not know', async () => {
    const cases = [
      [{ context: { prodution: true } }, /context: unknown key "prodution" \(did you mean "production"\?\)$/],
      [{ genid: 'dice' }, /genid: expected one of/],
      [{ context: { host: 'a b' } }, /context\.host: expected a host name/],
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
