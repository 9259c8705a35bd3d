import { act } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { useWindow } from '../../../services/window-store.ts';
import { drawn, fakeLab } from '../lab.test-helper.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { useScenarioFiles } from './use-scenario-files.ts';

vi.mock('../../../services/files.ts', () => ({
  openText: async () => ({ ok: true, value: { name: 'bogus.scenario.json', text: '{}' } }),
  saveText: async () => null,
}));

const visit = { browser: 'alice', path: '/views' };
const scenario = scenarioSchema.parse({
  format: 'session-playground/scenario@1',
  title: 'Behind a proxy',
  lab: { options: { trustProxy: 'bogus', rolling: true } },
  browsers: ['alice'],
  steps: [{ send: visit }],
});

const open = async (refusal: Parameters<ReturnType<typeof fakeLab>['answer']>[0]) => {
  const readScenario = { name: 'bogus.scenario.json', ok: true, scenario, givesSecret: false };
  const lab = fakeLab({ readScenario });
  const before = lab.config();
  usePlaygroundStore.getState().addToSequence({ browser: 'bob', path: '/mine' });
  const { now } = drawn(useScenarioFiles);
  act(() => now().open());
  await lab.answer(refusal);
  await vi.waitFor(() => expect(useWindow.getState().toasts).toHaveLength(1));
  return { lab, before, said: useWindow.getState().toasts, ...usePlaygroundStore.getState() };
};

it('says why the lab refused the options of a scenario, and changes nothing', async () => {
  const { lab, before, said, sequence, changes, settledHistory } = await open({
    at: 'options.trustProxy',
    message: 'invalid IP address: bogus',
  });
  expect(said).toMatchObject([
    {
      kind: 'error',
      text: 'The lab refused the options of “Behind a proxy”: options.trustProxy: invalid IP address: bogus',
      next: 'Nothing was changed.',
    },
  ]);
  expect(lab.calls.map(({ procedure }) => procedure)).toEqual(['readScenario', 'configure']);
  expect(lab.config()).toEqual(before);
  expect(sequence).toMatchObject([{ spec: { path: '/mine' } }]);
  expect({ changes, past: settledHistory.past }).toEqual({ changes: [], past: [] });
});

it('says that the options hold once the lab has taken them', async () => {
  const { lab, said, sequence } = await open(null);
  expect(said).toMatchObject([{ kind: 'done', text: expect.stringContaining('its options hold now') }]);
  expect(lab.config().options.rolling).toBe(true);
  expect(lab.calls.map(({ procedure }) => procedure)).toEqual(['readScenario', 'configure', 'addBrowser']);
  expect(sequence).toMatchObject([{ spec: { path: '/views' } }]);
});
