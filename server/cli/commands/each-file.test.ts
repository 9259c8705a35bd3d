import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers';
import { expect, it } from 'vitest';
import { html } from '../../code/race/html.ts';
import type { Report } from '../report/report.ts';
import { checkEach } from './each-file.ts';

const reportOf = (file: string): Report => ({
  file,
  title: file,
  isGrave: false,
  checks: [],
  text: `${file}\n`,
  json: {},
  section: html``,
});

it('checks again at changes, also during a check; what it or the app writes meanwhile is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'each-file-'));
  const at = (name: string): string => join(folder, name);
  await writeFile(at('a.scenario.json'), '');
  const told: string[] = [];
  const io = { out: () => {}, err: (text: string) => void told.push(text.trim()) };
  const rounds = [
    // Of this nothing is noticed but what comes later.
    async () => {
      await writeFile(at('data.log'), '');
      setTimeout(() => void writeFile(at('app.js'), ''), 1000);
    },
    async () => writeFile(at('a.scenario.json'), ' '),
    async () => rm(at('a.scenario.json')),
  ];
  const checked = checkEach(
    { files: [at('*.scenario.json')], reporter: `junit=${at('out.xml')}`, watch: true, io },
    async ({ file }) => {
      await rounds.shift()?.();
      return reportOf(file);
    },
  );
  await expect(checked).rejects.toThrow('there is no scenario file');
  const waiting = 'Waiting for a change; Ctrl+C ends it.';
  expect(told).toEqual([
    waiting,
    'app.js changed.',
    waiting,
    'a.scenario.json changed.',
    waiting,
    'a.scenario.json changed.',
  ]);
}, 60_000);
