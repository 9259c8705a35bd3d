import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, spawnCli } from '../spawn-cli.test-helper.ts';

const writerAndReader = join(import.meta.dirname, '../../../examples/writer-and-reader.scenario.json');
const matrix = ['--set', 'resave=true,false', '--store', 'memory,memory-no-touch'];

describe('compare', () => {
  it('prints a table in which each combination has its outcome, and ends with 0', async () => {
    const { code, stdout, stderr } = await spawnCli('compare', writerAndReader, ...matrix);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/ {2}store=memory +store=memory-no-touch\n {2}resave=true +✗ lost 9 of 20/);
    expect(stdout).toMatch(/resave=false +· no anomaly \(/);
    expect(stdout).toContain('resave alone decides how it comes out.');
  });

  it('prints one JSON document when asked to, without logs', async () => {
    const { code, stdout } = await runCli('compare', writerAndReader, ...matrix, '--json');
    expect(code).toBe(0);
    const { cells, decidedBy } = JSON.parse(stdout);
    expect(decidedBy).toEqual(['resave']);
    expect(cells[0]).toMatchObject({
      values: ['true', 'memory'],
      outcome: { name: 'lost', of: { schedules: 9, total: 20 } },
    });
    expect(cells[0]).not.toHaveProperty('log');
  });

  it.each([
    [[], 'expected at least one option with the values to compare'],
    [['--set', 'resave'], '--set resave: expected key=a,b'],
    [['--set', 'resave=tru,false'], '--set resave=tru: resave: expected boolean'],
    [['--store', 'memo'], '--store memo: expected one of memory'],
    [['--set', 'resave=true', '--json', '--html'], 'expected one of them'],
  ])('given %j ends with 2, and says what was expected', async (args, words) => {
    const { code, stdout, stderr } = await runCli('compare', writerAndReader, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('ends with 2 where there is no such file', async () => {
    const { code, stderr } = await runCli('compare', 'nothing.json', ...matrix);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no such file');
  });
});
