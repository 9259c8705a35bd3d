import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../spawn-cli.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-playground-refused-'));
afterAll(() => rmSync(folder, { recursive: true }));

const views = (id: string) => ({ id, browser: 'alice', path: '/views' });
function fileWith(lab: object, ...before: object[]): string {
  const file = join(folder, 'refused.scenario.json');
  const steps = [
    ...before,
    { together: [views('A'), views('B')] },
    { expect: { response: 'A', status: 200 } },
  ];
  const scenario = { format: 'session-playground/scenario@1', title: 's', browsers: ['alice'], lab, steps };
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}

const trustProxy = 'nowhere';
const said = 'at this Express throws “invalid IP address: nowhere”';
const refusal = (source: string) => [
  2,
  '',
  expect.stringMatching(new RegExp(`^${source.replace(/[[\].]/g, '\\$&')}: ${said}`)),
];
const commands = [['run'], ['race'], ['compare', '--set', 'resave=true,false']];

it.each(commands)('%s names the step that the lab refuses', async (...command) => {
  const file = fileWith({}, { configure: { trustProxy } });
  const { code, stdout, stderr } = await runCli(...command, file);
  expect([code, stdout, stderr]).toEqual(refusal(`${file}: steps[0].configure.trustProxy`));
});

it.each([
  ['run', 'trustProxy=nowhere'],
  ['race', 'trustProxy=nowhere'],
  ['compare', 'trustProxy=nowhere'],
  ['run', 'trust proxy=nowhere'],
])('%s names the flag that the lab refuses: --set %s', async (command, setting) => {
  const { code, stdout, stderr } = await runCli(command, fileWith({}), '--set', setting);
  expect([code, stdout, stderr]).toEqual(refusal(`--set ${setting}`));
});

it('blames no flag for what is in the file', async () => {
  const file = fileWith({ options: { trustProxy } });
  const { code, stdout, stderr } = await runCli('run', file, '--set', 'resave=true');
  expect([code, stdout, stderr]).toEqual(refusal(`${file}: lab.options.trustProxy`));
});
