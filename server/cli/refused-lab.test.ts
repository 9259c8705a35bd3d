import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from './spawn-cli.test-helper.ts';

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

const domain = 'example.com:80';
const message = 'option domain is invalid';
const commands = [['run'], ['race'], ['compare', '--set', 'resave=true,false']];

it.each(commands)('%s names the step that the lab refuses', async (...command) => {
  const file = fileWith({}, { configure: { cookie: { domain } } });
  const { code, stderr } = await runCli(...command, file);
  expect([code, stderr]).toEqual([2, `${file}: steps[0].configure.cookie.domain: ${message}\n`]);
});

it.each([
  ['run', `cookie.domain=${domain}`, message],
  ['race', `cookie.domain=${domain}`, message],
  ['compare', `cookie.domain=${domain}`, message],
  ['run', 'trust proxy=nowhere', 'invalid IP address: nowhere'],
])('%s names the flag that the lab refuses: --set %s', async (command, setting, said) => {
  const { code, stderr } = await runCli(command, fileWith({}), '--set', setting);
  expect([code, stderr]).toEqual([2, `--set ${setting}: ${said}\n`]);
});

it('blames no flag for what is in the file', async () => {
  const file = fileWith({ options: { cookie: { domain } } });
  const { stderr } = await runCli('run', file, '--set', 'resave=true');
  expect(stderr).toBe(`${file}: lab.options.cookie.domain: ${message}\n`);
});
