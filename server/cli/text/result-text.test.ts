import { expect, it } from 'vitest';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import type { ScenarioResult } from '../../contract/scenario/results.ts';
import { resultText } from './result-text.ts';

const result: ScenarioResult = {
  title: 'A visit',
  claim: null,
  holds: true,
  expectations: [
    { step: 1, expectation: { sessions: 0 }, holds: true, expected: '0 sessions', seen: '0', event: null },
  ],
  requests: 1,
  config: defaultLabConfig(),
  versions: { expressSession: '1.19.0', express: '5.2.1', node: '24.0.0' },
};

it('says that the lab ended while it ran, also where all that was expected holds', () => {
  expect(resultText(result)).not.toContain('stopped');
  expect(resultText({ ...result, stops: ['It threw.'] })).toMatch(
    /^1 of 1 expectations hold\.\nThe lab was stopped during the run: It threw\.$/m,
  );
});
