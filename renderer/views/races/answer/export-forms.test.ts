import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../../../../server/contract/options/lab-config.ts';
import { answerTo, sampleSetup } from '../sample-race.test-helper.ts';
import { exportForms } from './export-forms.ts';

const asked: Array<[string, unknown]> = [];
const api = {
  explore: () => Promise.reject(new Error('not asked for')),
  look: () => Promise.reject(new Error('not asked for')),
  report: () => Promise.resolve(''),
  test: (_spec: unknown, outcome: number | null) => {
    asked.push(['test', outcome]);
    return Promise.resolve('');
  },
};
const formOf = (label: string) => {
  const form = exportForms.find((one) => one.label.startsWith(label));
  if (!form) throw new Error(`there is no ${label}`);
  return form;
};
const wrong = answerTo(sampleSetup());

describe('taking an answer along', () => {
  it('as JSON gives the whole result, and no secret', async () => {
    const result = { ...wrong.result, config: defaultLabConfig() };
    result.config.options.secret = ['hush, a secret'];
    const text = await formOf('Result').make(api, { ...wrong, result }, null);
    expect(JSON.parse(text)).toMatchObject({ schedules: { total: 20 }, anomalies: [{ schedules: 9 }] });
    expect(text).not.toContain('hush');
  });

  it('as a test is of the anomaly that is open, else of the shortest', async () => {
    for (const opened of [1, 0, null]) await formOf('Failing').make(api, wrong, opened);
    expect(asked).toEqual([
      ['test', 1],
      ['test', null],
      ['test', null],
    ]);
  });

  it('as a test cannot be had when nothing goes wrong', () => {
    expect(formOf('Failing').canBeMade(wrong)).toBe(true);
    expect(formOf('Failing').canBeMade(answerTo(sampleSetup(), 0))).toBe(false);
  });
});
