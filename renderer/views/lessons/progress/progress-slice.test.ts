import { describe, expect, it } from 'vitest';
import { forbiddenStorage, storageWith } from '../../../storage.test-helper.ts';
import { createLessonsStore } from '../lessons-store.ts';

describe('progress', () => {
  it('is there again at the next visit', () => {
    const on = storageWith();
    createLessonsStore(on).getState().note('two-writers', { passed: true });
    expect(createLessonsStore(on).getState().progress).toEqual({
      'two-writers': { passed: true, done: false },
    });
  });

  it('of visits before there were versions is taken over, whatever the lessons are called', () => {
    const before = { state: { passed: true, done: true }, version: { passed: false, done: false } };
    const on = storageWith({ 'lessons-progress': JSON.stringify(before) });
    expect(createLessonsStore(on).getState().progress).toEqual(before);
    createLessonsStore(on).getState().visit('fixation');
    expect(createLessonsStore(on).getState().progress).toEqual({
      ...before,
      fixation: { passed: false, done: false },
    });
  });

  it('keeps what was reached once, whatever later runs show', () => {
    const { getState } = createLessonsStore(storageWith());
    getState().note('two-writers', { passed: true });
    getState().note('two-writers', { passed: false, done: true });
    getState().visit('two-writers');
    expect(getState().progress['two-writers']).toEqual({ passed: true, done: true });
  });

  it('tells a lesson that was opened from one that was not', () => {
    const { getState } = createLessonsStore(storageWith());
    getState().visit('fixation');
    expect(getState().progress).toEqual({ fixation: { passed: false, done: false } });
  });

  it.each(['{"a":1}', '{', '[]', 'null'])('begins anew where what is kept makes no sense: %s', (text) => {
    expect(createLessonsStore(storageWith({ 'lessons-progress': text })).getState().progress).toEqual({});
  });

  it('is held for the visit where storage is forbidden', () => {
    const { getState } = createLessonsStore(forbiddenStorage);
    getState().visit('fixation');
    expect(getState().progress).toHaveProperty('fixation');
  });
});
