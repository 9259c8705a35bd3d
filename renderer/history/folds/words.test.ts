import { describe, expect, it } from 'vitest';
import { called, logged } from '../sample-log.test-helper.ts';
import { describeEvent } from './words.ts';

const load = called({ request: 'ext1', call: 0, sid: 'sid-1', operation: 'get' });
const saidOf = (about: object) => logged([{ ...load, ...about }]).map(describeEvent);

describe('who asks the store for something', () => {
  it('is called by its name, whatever letter that begins with', () => {
    expect(saidOf({})).toEqual(['ext1 asks the store to load session sid-1.']);
  });

  it('begins the sentence with a capital where it has no name', () => {
    expect(saidOf({ request: null })[0]).toMatch(/^Something outside a request asks the store/);
    expect(saidOf({ request: null, byHand: true })[0]).toMatch(/^An edit by hand asks the store/);
  });
});
