import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { html } from '../../code/race/html.ts';
import type { Report } from './report.ts';
import { parseReporters, show } from './reporters.ts';

const report = (file: string, ...checks: Report['checks']): Report => ({
  file,
  title: `Of <${file}>`,
  isGrave: checks.some(({ holds }) => !holds),
  checks,
  text: `text of ${file}\n`,
  json: { title: file },
  section: html`<h1>${file}</h1>`,
});
const good = report('a.scenario.json', { name: 'holds', holds: true, words: 'seen 1' });
const bad = report('b,c.scenario.json', {
  name: 'a "lost" update',
  holds: false,
  words: '4 of 6 orders: 50%\nlose <it>',
});

async function shown(reporters: string, reports: Report[], isOne = false): Promise<string> {
  let out = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
  };
  await show(reports, { reporters: parseReporters(reporters) ?? [], isOne, io });
  return out;
}

it('knows reporters by name, each with a file or without', () => {
  expect(parseReporters('text, junit=out/a=b.xml')).toEqual([
    { name: 'text', to: null },
    { name: 'junit', to: 'out/a=b.xml' },
  ]);
  expect(parseReporters('text,xunit')).toBe(null);
});

it('prints what is asked for of one file as it is, and of several as a list', async () => {
  expect(await shown('text', [good, bad])).toBe('text of a.scenario.json\n\ntext of b,c.scenario.json\n');
  expect(JSON.parse(await shown('json', [good], true))).toEqual({ title: 'a.scenario.json' });
  expect(JSON.parse(await shown('json', [good]))).toEqual([
    { file: 'a.scenario.json', title: 'a.scenario.json' },
  ]);
});

it('writes JUnit XML in which nothing given is markup', async () => {
  const to = join(await mkdtemp(join(tmpdir(), 'reporters-')), 'out.xml');
  expect(await shown(`junit=${to}`, [good, bad])).toBe('');
  const xml = await readFile(to, 'utf8');
  expect(xml.match(/<testsuite [^>]*>/g)).toEqual([
    '<testsuite name="Of &#60;a.scenario.json&#62;" file="a.scenario.json" tests="1" failures="0">',
    '<testsuite name="Of &#60;b,c.scenario.json&#62;" file="b,c.scenario.json" tests="1" failures="1">',
  ]);
  expect(xml).toContain('<testcase classname="a.scenario.json" name="holds"/>');
  expect(xml).toContain(
    'name="a &#34;lost&#34; update"><failure message="4 of 6 orders: 50%\nlose &#60;it&#62;">',
  );
});

it('annotates for GitHub what failed, on one line each', async () => {
  expect(await shown('github', [good, bad])).toBe(
    '::error file=b%2Cc.scenario.json,title=Of <b%2Cc.scenario.json>::a "lost" update: 4 of 6 orders: 50%25%0Alose <it>\n',
  );
});

it('makes one page of all', async () => {
  const page = await shown('html', [good, bad]);
  expect(page).toContain('<h1>a.scenario.json</h1>');
  expect(page).toContain('<title>Of &#60;a.scenario.json&#62;');
});
