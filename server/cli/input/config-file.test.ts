import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from './config-file.ts';
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
