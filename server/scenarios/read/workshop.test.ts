import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { maxWorkshopFiles } from '../../contract/scenario/catalogue.ts';
import { readCatalogue } from './catalogue.ts';
import { readWorkshop } from './workshop.ts';

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workshop-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const scenario = (title: string): string =>
  JSON.stringify({
    format: 'session-playground/scenario@1',
    title,
    browsers: ['alice'],
    steps: [{ wait: 0 }],
  });

describe('a workshop folder', () => {
  it('gives its scenario files by name, and nothing else that lies in it', async () => {
    const folder = await folderWith({
      'b.scenario.json': scenario('Second'),
      'a.scenario.json': scenario('First'),
      'notes.txt': 'not a scenario',
      'package.json': '{}',
    });
    await mkdir(join(folder, 'deeper.scenario.json'));
    const { name, files, leftOut } = await readWorkshop(folder);
    expect(name).toBe(basename(folder));
    expect(leftOut).toBe(0);
    expect(files).toMatchObject([
      { name: 'a.scenario.json', ok: true, scenario: { title: 'First' } },
      { name: 'b.scenario.json', ok: true, scenario: { title: 'Second' } },
      { name: 'deeper.scenario.json', ok: false, problems: [{ code: 'is-folder' }] },
    ]);
  });

  it('says of a file that is no scenario what is wrong and where, and keeps the others', async () => {
    const folder = await folderWith({
      'bad.scenario.json': scenario('Bad').replace('"wait":0', '"wait":"long"'),
      'good.scenario.json': scenario('Good'),
      'huge.scenario.json': ' '.repeat(1024 * 1024 + 1),
    });
    const { files } = await readWorkshop(folder);
    expect(files).toMatchObject([
      { ok: false, problems: [{ at: 'steps[0].wait' }] },
      { ok: true },
      { ok: false, problems: [{ message: expect.stringContaining('larger than 1 MB') }] },
    ]);
  });

  it('is read up to a number of files, and says how many there are beyond', async () => {
    const many = Object.fromEntries(
      Array.from({ length: maxWorkshopFiles + 3 }, (_, place) => [`${place}.scenario.json`, scenario('One')]),
    );
    const { files, leftOut } = await readWorkshop(await folderWith(many));
    expect([files.length, leftOut]).toEqual([maxWorkshopFiles, 3]);
  });

  it('is read up to so many bytes, since all of it is one answer', async () => {
    const large = scenario('x'.repeat(120)) + ' '.repeat(900_000);
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, place) => [`${place + 10}.scenario.json`, large]),
    );
    const { files, leftOut } = await readWorkshop(
      await folderWith({ ...many, '99.scenario.json': scenario('Last') }),
    );
    expect(files.map(({ name, ok }) => [name.slice(0, 2), ok])).toEqual(
      ['10', '11', '12', '13', '14', '15', '16', '17', '18', '99'].map((name) => [name, true]),
    );
    expect(leftOut).toBe(3);
  });

  it('counts as none when it is gone', async () => {
    expect(await readCatalogue({ workshop: join(tmpdir(), 'no-such-folder-here') })).toEqual({
      opened: null,
      workshop: null,
    });
  });
});
