import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers';
import { expect, it } from 'vitest';
import { html } from '../../code/race/html.ts';
import type { Report } from '../report/report.ts';
import { appFor, checkEach, reportersOf } from './each-file.ts';

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

it('prints JSON beside the files that the config has written, and no second form', () => {
  const reporters = [
    { name: 'text', to: null },
    { name: 'junit', to: '/race.xml' },
  ] as const;
  const config = { reporters: [...reporters] };
  expect(reportersOf(true, undefined, config)).toEqual([{ name: 'json', to: null }, reporters[1]]);
  expect(reportersOf(undefined, 'html', config)).toEqual([{ name: 'html', to: null }]);
  expect(reportersOf(undefined, undefined, config)).toEqual(reporters);
  expect(() => reportersOf(true, 'text', {})).toThrow('--json, --reporter text: expected one of them');
});

it('takes what the config says of its app for that app, and for no other', () => {
  const config = { app: resolve('app.js'), reset: '/reset.js', hold: ['pg:Client.query'] };
  const none = { reset: undefined, hold: undefined };
  expect(appFor('a.scenario.json', {}, config)).toEqual(config);
  expect(appFor('a.scenario.json', { app: './app.js' }, config)).toEqual({ ...config, app: './app.js' });
  expect(appFor('a.scenario.json', { app: './other.js' }, config)).toEqual({ app: './other.js', ...none });
  expect(appFor('two-writers', {}, config)).toEqual({ app: undefined, ...none });
});
