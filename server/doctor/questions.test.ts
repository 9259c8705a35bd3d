import { expect, it } from 'vitest';
import { questionsAbout } from './questions.ts';
import { type Change, subjectWith } from './sound.test-helper.ts';

/** "proxy true: secure-behind-proxy" */
const asked = (change: Change): string[] =>
  questionsAbout(subjectWith({ ...change, context: { sharedStore: true, ...change.context } })).map(
    ({ about, answer, consequences }) =>
      `${about} ${answer}: ${consequences.map(({ rule }) => rule).join(', ')}`,
  );

it('asks what is not said, where an answer would bring a hazard or a warning', () => {
  expect(asked({ options: { trustProxy: false }, context: { proxy: null } })).toEqual([
    'proxy true: secure-behind-proxy',
  ]);
  expect(asked({ options: { name: 'connect.sid' }, context: { otherApps: null, crossSite: null } })).toEqual([
    'otherApps true: name-shared',
    'crossSite true: cross-site-kept-back',
  ]);
  expect(
    asked({
      options: { unset: 'keep' },
      context: { logout: null, instances: null, store: 'sqlite', sharedStore: null },
    }),
  ).toEqual(['logout unset: unset-keeps-logout', 'instances 2: memory-store-instances']);
});

it('asks nothing that makes no difference', () => {
  expect(asked({})).toEqual([]);
  expect(asked({ context: { proxy: true, login: null, queue: null, logout: null } })).toEqual([]);
});
