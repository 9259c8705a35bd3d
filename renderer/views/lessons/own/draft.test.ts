import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { draftOf, draftOfRecording, fileNameOf, scenarioOf } from './draft.ts';

const scenario = scenarioSchema.parse({
  format: 'session-playground/scenario@1',
  id: 'two-visits',
  title: 'Two visits',
  text: ['First.', 'Second.'],
  browsers: ['alice'],
  steps: [{ send: { browser: 'alice', path: '/views' } }, { expect: { sessions: 1 } }],
});

describe('a scenario of one’s own', () => {
  it('takes the words that were typed, with a paragraph after each empty line', () => {
    const draft = {
      ...draftOf(scenario),
      title: ' Mine ',
      claim: 'It is so.',
      text: 'One\nline.\n\n\nTwo.\n',
    };
    expect(scenarioOf(draft)).toMatchObject({
      title: 'Mine',
      claim: 'It is so.',
      text: ['One line.', 'Two.'],
    });
  });

  it('leaves out what was taken out, and the id of what it was made from', () => {
    const draft = draftOf(scenario);
    const made = scenarioOf({
      ...draft,
      text: '',
      steps: draft.steps.map((one, i) => ({ ...one, isOn: i === 0 })),
    });
    expect(made.steps).toEqual([scenario.steps[0]]);
    expect(made).not.toHaveProperty('id');
    expect(made).not.toHaveProperty('text');
  });

  it('has its handler only where a step that is taken in comes to it', () => {
    const handler = '(req, res) => res.end()';
    const mine = { send: { browser: 'alice', path: '/mine' } };
    const draft = draftOf(
      scenarioSchema.parse({ ...scenario, lab: { handler }, steps: [mine, ...scenario.steps] }),
    );
    expect(scenarioOf(draft).lab).toMatchObject({ handler });
    const without = { ...draft, steps: draft.steps.map((one, i) => ({ ...one, isOn: i > 0 })) };
    expect(scenarioOf(without).lab).not.toHaveProperty('handler');
  });

  it('has the suggested expectations after what was recorded, taken or not', () => {
    const suggested = [
      { expectation: { sessions: 1 }, isTaken: true },
      { expectation: { sessions: { min: 1 } }, isTaken: false },
    ];
    const draft = draftOfRecording({ scenario, suggested, notes: ['A note.'] });
    expect(draft.steps.slice(-2)).toEqual([
      { step: { expect: { sessions: 1 } }, isOn: true },
      { step: { expect: { sessions: { min: 1 } } }, isOn: false },
    ]);
    expect(draft).toMatchObject({ title: '', notes: ['A note.'] });
  });

  it('is called after its title', () => {
    expect(fileNameOf('A reader, undone!')).toBe('a-reader-undone.scenario.json');
    expect(fileNameOf('../..')).toBe('scenario.scenario.json');
  });
});
