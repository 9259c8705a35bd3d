// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noFaults } from '../../../server/contract/faults/faults.ts';
import type { RaceLook } from '../../../server/contract/races/races.ts';
import { load, logged, messageOf, save } from '../../history/sample-log.test-helper.ts';
import { renderInWindow } from '../../rendered.test-helper.tsx';
import { usePresent } from '../../services/connection/use-playground-state.ts';
import { useRaces } from './races-store.ts';
import { answerTo, sampleSetup } from './sample-race.test-helper.ts';
import { OpenScheduleView } from './schedule/open-schedule.tsx';
import { RaceStage } from './schedule/race-stage.tsx';
import { SetupPanel } from './setup/setup-panel.tsx';

// jsdom has no canvas; what is asked here is asked of the bar, the slider and the panels.
vi.mock('../../timeline/use-timeline-canvas.ts', () => ({ useTimelineCanvas: () => null }));

const setup = sampleSetup();
const answer = answerTo(setup);

beforeEach(() => {
  // Only what a race reads of the present; the rest is never asked for here.
  usePresent.setState({
    state: {
      endpoints: [],
      lab: { status: 'running' },
      config: setup.config,
      handler: null,
      versions: answer.result.versions,
      clock: 0,
      faults: noFaults,
      browsers: [],
      pending: 0,
      canUndoReset: false,
      ownLab: null,
      configRevision: 0,
      epoch: 1,
    },
  });
});
afterEach(cleanup);

describe('a progress tick of an exploration', () => {
  it('does not render the set-up panel', () => {
    const { begin, setProgress } = useRaces.getState();
    const renders: string[] = [];
    renderInWindow(
      <Profiler id="set-up" onRender={(_id, phase) => renders.push(phase)}>
        <SetupPanel />
      </Profiler>,
    );
    act(() => begin(answer, new AbortController()));
    const before = renders.length;
    for (let states = 1; states <= 5; states += 1)
      act(() => setProgress(answer, { done: states / 10, states, rate: 1, left: null }));
    expect(useRaces.getState().exploring?.progress?.states).toBe(5);
    expect(renders.length).toBe(before);
  });
});

describe('another kind of store for the race', () => {
  it('begins with none of the settings that the other had', () => {
    const store = Object.assign({ kind: 'sqlite' as const }, { file: 'sessions.db' });
    useRaces.getState().configure({ ...setup.config, store });
    renderInWindow(<SetupPanel />);
    act(() => screen.getByRole('button', { name: 'Revert store' }).click());
    expect(useRaces.getState().own?.store).toEqual({ kind: 'memory' });
  });
});

const first = { apples: 1 };
const look: RaceLook = {
  steps: [
    { label: 'A.load', request: 'A', kind: 'load', before: {}, after: {}, seq: 3 },
    { label: 'A.save', request: 'A', kind: 'save', before: {}, after: {}, seq: 5 },
  ],
  choices: [],
  reachable: [],
  outcome: 0,
  log: messageOf(
    logged([
      ...save('V', {}, { base: null, before: null, version: 1 }).map((body) => ({ ...body, at: 0 })),
      ...load('A', [1, {}]).map((body) => ({ ...body, at: 10 })),
      ...save('A', first, { base: 1, before: [1, {}], version: 2 }).map((body) => ({ ...body, at: 20 })),
    ]),
  ),
};

function Opened() {
  const scheduleView = useRaces((state) => state.scheduleView);
  return scheduleView && <OpenScheduleView scheduleView={scheduleView} answer={answer} />;
}

describe('the schedule view', () => {
  it('shows store and step at the schedule’s position, and follows a cursor that is moved in its timeline', () => {
    const schedule = ['A.load', 'A.save'] as const;
    useRaces.setState({ answer });
    const { replay, setLook, goTo } = useRaces.getState();
    for (const made of [[], schedule.slice(0, 1), schedule]) setLook(made, { status: 'seen', look });
    replay(schedule);
    renderInWindow(<Opened />);
    const store = () => screen.getByRole('region', { name: 'Store' }).textContent;
    const step = () => screen.getByRole('region', { name: 'This step' }).textContent;
    expect(step()).toContain('The race is about to begin.');
    expect(store()).toContain('What is stored then:');
    act(() => goTo(2));
    expect(step()).toContain('A writes its whole copy into the store.');
    expect(store()).toMatch(/Before and after this step:.*added: apples: *1/);
    act(() => screen.getByRole('button', { name: 'Previous event' }).click());
    expect(useRaces.getState().scheduleView).toMatchObject({ position: 1, cursor: 4 });
    expect(step()).toContain('A reads the session from the store');
    expect(store()).toContain('This step leaves it as it was:');
  });
});

describe('a schedule before an audience', () => {
  it('says why it cannot be run where it is refused, and has no steps', () => {
    const schedule = ['A.load', 'A.save'] as const;
    useRaces.setState({ answer });
    const { replay, setLook } = useRaces.getState();
    const why = { problems: [], at: 'schedule.1', message: 'B has not begun.', next: '' };
    setLook(schedule, { status: 'failed', at: 1, why });
    replay(schedule);
    const { scheduleView } = useRaces.getState();
    if (scheduleView === null) throw new Error('No schedule is open');
    renderInWindow(<RaceStage scheduleView={scheduleView} answer={answer} />);
    const stage = screen.getByRole('region', { name: 'Stage' }).textContent;
    expect(stage).toContain('This schedule cannot be run. B has not begun.');
    expect(stage).not.toMatch(/Running it|0 of 2/);
    for (const name of [/Step/, /Back/])
      expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
  });
});
