import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from './config-file.ts';
import { isOwn } from './find-config.ts';
import { scenarioFiles } from './scenario-files.ts';

const folderWith = async (files: Record<string, string>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'config-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
};
const refusal = (folder: string) => readConfig(folder).then(String, (error: Error) => error.message);

it('is found in the folder or above it, and its paths are meant from where it lies', async () => {
  const config = {
    app: './app.js',
    hold: ['pg:Client.query', './db.js:*'],
    files: 'races',
    reporters: ['text', 'junit=out.xml'],
    failOn: 'lost-update',
  };
  const folder = await folderWith({
    'session-playground.config.json': JSON.stringify(config),
    'deep/er/x': '',
  });
  expect(await readConfig(join(folder, 'deep/er'))).toEqual({
    app: join(folder, 'app.js'),
    hold: ['pg:Client.query', join(folder, 'db.js:*')],
    files: [join(folder, 'races')],
    reporters: [
      { name: 'text', to: null },
      { name: 'junit', to: join(folder, 'out.xml') },
    ],
    failOn: ['lost update'],
  });
  expect(await readConfig(await folderWith({}))).toEqual({});
});

it('names lessons too, where there is no file of that name', async () => {
  const folder = await folderWith({
    'session-playground.config.json': '{"files": ["races", "two-writers", "reader-undoes-write"]}',
    'reader-undoes-write/a.scenario.json': '{}',
  });
  expect((await readConfig(folder)).files).toEqual([
    join(folder, 'races'),
    'two-writers',
    join(folder, 'reader-undoes-write'),
  ]);
});

it('is looked for no higher than the project', async () => {
  const name = 'session-playground.config.json';
  for (const top of ['package.json', '.git/HEAD']) {
    const folder = await folderWith({
      [name]: '{"app": "a.js"}',
      [`project/${top}`]: '{}',
      'project/deep/x': '',
    });
    expect(await readConfig(join(folder, 'project/deep'))).toEqual({});
    await writeFile(join(folder, 'project', name), '{"app": "b.js"}');
    expect(await readConfig(join(folder, 'project/deep'))).toEqual({ app: join(folder, 'project/b.js') });
  }
});

// Windows has no such rights.
it.skipIf(process.platform === 'win32')('is not run where others could have put it there', async () => {
  const name = 'session-playground.config.mjs';
  const folder = await folderWith({ [name]: 'throw new Error("it was run");', 'deep/x': '' });
  for (const path of [join(folder, name), folder]) {
    await chmod(path, 0o777);
    await expect(readConfig(join(folder, 'deep'), {})).rejects.toThrow(
      `${join(folder, name)}: others on this machine could have put it there`,
    );
    await expect(readConfig(join(folder, 'deep'), { CI: 'true' })).rejects.toThrow('it was run');
    await chmod(path, 0o755);
  }
  await expect(readConfig(join(folder, 'deep'), {})).rejects.toThrow('it was run');
});

it.each([
  ['their own', [7, 7, 0o755], [7, 7], true],
  ['somebody else’s', [8, 8, 0o755], [7, 7], false],
  ['root’s', [0, 0, 0o755], [7, 7], true],
  ['all people’s', [7, 7, 0o757], [7, 7], false],
  ['their own group’s', [7, 7, 0o775], [7, 7], true],
  ['another group’s', [7, 8, 0o775], [7, 7], false],
  ['of whom root works for', [9, 9, 0o775], [0, 0], true],
  ['of another than root works for', [8, 8, 0o755], [0, 0], false],
] as const)('belongs to the user: what is %s', (_whose, [uid, gid, mode], [user, group], is) => {
  const here = { uid: 9, gid: 9, mode: 0o755 };
  expect(isOwn({ uid, gid, mode }, { uid: user, gid: group }, here)).toBe(is);
});

it('may be a module', async () => {
  const folder = await folderWith({ 'session-playground.config.mjs': 'export default { app: "a.js" };' });
  expect(await readConfig(folder)).toEqual({ app: join(folder, 'a.js') });
});

it('is refused by file and key', async () => {
  const json = async (text: string) => refusal(await folderWith({ 'session-playground.config.json': text }));
  expect(await json('{"ap": "x"}')).toMatch(
    /session-playground\.config\.json: unknown key "ap" \(did you mean "app"\?\)$/,
  );
  expect(await json('{"app": 1}')).toMatch(/config\.json: app: .*string/);
  expect(await json('{"failOn": ["lost-upd"]}')).toMatch(
    /config\.json: failOn: expected one of anomaly, lost-delete/,
  );
  expect(await json('{"reporters": "xunit"}')).toMatch(
    /config\.json: reporters: expected some of text, json/,
  );
  expect(await json('{')).toMatch(/config\.json: not JSON at line 1/);
  const module = await folderWith({ 'session-playground.config.mjs': 'throw new Error("no");' });
  expect(await refusal(module)).toMatch(/config\.mjs: it cannot be loaded: no$/);
});

it('files are meant by themselves, by folders and by globs, each once and none in packages', async () => {
  const folder = await folderWith({
    'a.scenario.json': '',
    'deep/b.scenario.json': '',
    'deep/other.json': '',
    'node_modules/c.scenario.json': '',
  });
  const [a, b] = [join(folder, 'a.scenario.json'), join(folder, 'deep/b.scenario.json')];
  expect(await scenarioFiles([folder, a])).toEqual({ files: [a, b], isOne: false });
  expect(await scenarioFiles([join(folder, '**/b.*')])).toEqual({ files: [b], isOne: false });
  expect(await scenarioFiles(['two-writers'])).toEqual({ files: ['two-writers'], isOne: true });
  await expect(scenarioFiles([join(folder, '*.none')])).rejects.toThrow('there is no scenario file');
});
