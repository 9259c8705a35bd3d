import { act } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { eventually } from '../../../../server/eventually.test-helper.ts';
import { usePresent } from '../../../services/connection/use-playground-state.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { drawn, fakeLab } from '../lab.test-helper.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { useScenarioFiles } from './use-scenario-files.ts';

vi.mock('../../../services/files/files.ts', () => ({
  openText: async () => ({ ok: true, value: { name: 'bogus.scenario.json', text: '{}' } }),
  saveText: async (_kind: string, name: string, text: string) => {
    saved.push(JSON.parse(text));
    return { ok: true, value: name };
  },
}));

const saved: unknown[] = [];

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
  usePlaygroundStore.getState().addToSequence({ send: { browser: 'bob', path: '/mine' } });
  const { now } = drawn(useScenarioFiles);
  act(() => now().open());
  await lab.answer(refusal);
  await eventually(() => expect(useWindow.getState().toasts).toHaveLength(1));
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
  expect(sequence).toMatchObject([{ step: { send: { path: '/mine' } } }]);
  expect({ changes, past: settledHistory.past }).toEqual({ changes: [], past: [] });
});

it('says that the options hold once the lab has taken them', async () => {
  const { lab, said, sequence } = await open(null);
  expect(said).toMatchObject([{ kind: 'done', text: expect.stringContaining('its options hold now') }]);
  expect(lab.config().options.rolling).toBe(true);
  expect(lab.calls.map(({ procedure }) => procedure)).toEqual(['readScenario', 'configure', 'addBrowser']);
  expect(sequence).toMatchObject([{ step: { send: { path: '/views' } } }]);
});

it('has wrong what is wrong from the start of a scenario, and nothing else', async () => {
  const steps = [
    { fault: { set: { latency: 300 } } },
    { fault: { server: { refuses: 1 } } },
    { send: visit },
  ];
  const slow = scenarioSchema.parse({ ...scenario, steps });
  const lab = fakeLab({ readScenario: { name: 'bogus.scenario.json', ok: true, scenario: slow } });
  const { now } = drawn(useScenarioFiles);
  act(() => now().open());
  await lab.answer(null);
  await eventually(() => expect(useWindow.getState().toasts).toHaveLength(1));
  expect(lab.calls.find(({ procedure }) => procedure === 'fault')?.input).toMatchObject({
    store: { set: { latency: 300 } },
    server: { refuses: 1 },
  });
  expect(useWindow.getState().toasts[0]?.text).toContain('takes 300 ms to save');
  expect(useWindow.getState().toasts[0]?.next).toBeUndefined();
});

describe('saving', () => {
  const done = scenarioSchema.parse({
    ...scenario,
    title: 'What I did',
    lab: { options: { secret: ['secret 1'], resave: true } },
    steps: [{ send: { ...visit, method: 'POST', path: '/login' } }, { together: [visit, visit] }],
  });
  const save = async (recording: unknown) => {
    saved.length = 0;
    fakeLab({ recordScenario: recording });
    const { state } = usePresent.getState();
    usePresent.setState({ state: state && { ...state, browsers: [{ name: 'alice', hue: 0 }] } });
    usePlaygroundStore.getState().edit({ browser: 'alice' });
    const { now } = drawn(useScenarioFiles);
    act(() => now().save());
    await eventually(() => expect(useWindow.getState().toasts).toHaveLength(1));
    return { file: scenarioSchema.parse(saved[0]), text: useWindow.getState().toasts[0]?.text };
  };

  it('writes all that was done, from the first request on, without the secrets', async () => {
    const { file, text } = await save({ scenario: done, suggested: [], notes: [] });
    expect(file.steps).toMatchObject([{ send: { path: '/login' } }, { together: [{}, {}] }]);
    expect(file.lab.options.resave).toBe(true);
    expect(JSON.stringify(saved[0])).not.toContain('secret 1');
    expect(text).toContain('Saved what you did');
  });

  it('writes what Fire would send where nothing was done', async () => {
    const { file, text } = await save(null);
    expect(file.steps).toMatchObject([{ together: [{}, {}, {}, {}, {}] }]);
    expect(text).toContain('what Fire would send');
  });
});
