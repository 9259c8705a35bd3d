import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createScheduleViewSlice, madeSteps } from './schedule-slice.ts';

const example = ['A.load', 'B.load', 'A.save', 'B.save'];
const opened = () => {
  const store = createStore(createScheduleViewSlice);
  store.getState().openOutcome(1, example);
  return store;
};

describe('a schedule on the stage', () => {
  it('begins before its first step and is walked to both ends, no further', () => {
    const { getState } = opened();
    expect(getState().scheduleView).toMatchObject({ position: 0, from: 1 });
    getState().goTo(-1);
    expect(getState().scheduleView?.position).toBe(0);
    getState().goTo(99);
    expect(getState().scheduleView?.position).toBe(4);
  });

  it('keeps an event that was pointed at until another step is gone to', () => {
    const { getState } = opened();
    getState().point(2, 31);
    expect(getState().scheduleView).toMatchObject({ position: 2, cursor: 31 });
    getState().goTo(3);
    expect(getState().scheduleView).toMatchObject({ position: 3, cursor: null });
  });

  it('follows its own next step, and gives way to another one', () => {
    const { getState } = opened();
    getState().choose('A.load');
    expect(getState().scheduleView).toMatchObject({ schedule: example, position: 1, from: 1 });
    getState().choose('A.save');
    expect(getState().scheduleView).toMatchObject({
      schedule: ['A.load', 'A.save'],
      position: 2,
      from: null,
    });
  });

  it('of one’s own begins empty, grows by each choice, and shrinks by undo', () => {
    const { getState } = opened();
    getState().beScheduler();
    getState().choose('B.load');
    getState().choose('B.save');
    getState().undo();
    expect(getState().scheduleView).toMatchObject({ schedule: ['B.load'], position: 1 });
    getState().undo();
    getState().undo();
    expect(getState().scheduleView).toMatchObject({ schedule: [], position: 0 });
  });

  it('tells which steps were made', () => {
    expect(madeSteps({ schedule: example, position: 2 })).toEqual(['A.load', 'B.load']);
  });
});

describe('what was seen of schedules', () => {
  it('is kept for the newest few, and forgotten with the answer', () => {
    const { getState } = opened();
    for (let place = 0; place < 200; place++) getState().setLook([`A.${place}`], { status: 'asked' });
    expect(getState().looks.has('A.199')).toBe(true);
    expect(getState().looks.has('A.0')).toBe(false);
    expect(getState().looks.size).toBeLessThan(100);
    getState().forgetLooks();
    expect(getState()).toMatchObject({ scheduleView: null, looks: new Map() });
  });
});
