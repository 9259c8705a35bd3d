import { describe, expect, it } from 'vitest';
import { logOf } from '../../../history/sample-log.test-helper.ts';
import { momentsOf, spotAt } from './moments.ts';
import { oneVisit } from './one-visit.test-helper.ts';

const log = logOf(oneVisit);
const moments = momentsOf(log);
const spotOf = (type: string) => spotAt(log, moments, moments.find((one) => one.type === type)?.seq ?? -1);

describe('the spotlight', () => {
  it('says what happened, and whose it was', () => {
    expect(spotOf('sent')).toMatchObject({
      sentence: expect.stringMatching(/alice sends/),
      browser: 'alice',
    });
  });

  it('falls on the panel that changed since the moment before, and on no other', () => {
    expect(spotOf('jar')).toMatchObject({ cookies: true, store: false });
    expect(spotOf('changed')).toMatchObject({ cookies: false, store: false });
  });

  it('falls on nothing in an empty log', () => {
    expect(spotAt(logOf([]), [], -1)).toBeNull();
  });
});
