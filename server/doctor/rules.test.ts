import { describe, expect, it } from 'vitest';
import { labContext } from '../contract/doctor/doctor-context.ts';
import { defaultSessionOptions } from '../contract/options/options.ts';
import { cases } from './cases.test-helper.ts';
import { examine } from './examine.ts';
import { judgedOf } from './read-options.ts';
import { doctorRules } from './rules.ts';
import { subjectWith, testNow } from './sound.test-helper.ts';

const foundIn = (...args: Parameters<typeof subjectWith>): string[] =>
  examine(subjectWith(...args)).map(({ rule }) => rule);

describe('a sound option set', () => {
  it('yields nothing at all', () => {
    expect(foundIn()).toEqual([]);
  });

  it('yields nothing either where the context says nothing of the app', () => {
    const unsaid = { proxy: null, login: null, logout: null, store: null, instances: null, host: null };
    expect(foundIn({ context: { ...unsaid, otherApps: null, crossSite: null } })).toEqual([]);
  });
});

describe.each(Object.entries(cases))('%s', (rule, { found, sound }) => {
  it.each(found)('is found: %j', (change) => {
    expect(foundIn(change)).toContain(rule);
  });

  it.each(sound)('nothing is found: %j', (change) => {
    expect(foundIn(change)).toEqual([]);
  });
});

describe('the table', () => {
  it('has twenty rules and more, and each says what it has to', () => {
    const rows = Object.values(doctorRules);
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const { title, why, fix, when, link } of rows) {
      expect(title).toMatch(/^\S.{10,90}\.$/);
      expect(why).toMatch(/\.$/);
      expect(fix.words).toMatch(/\.$/);
      expect(when).not.toMatch(/\.$/);
      expect(link).toMatch(/^https:\/\//);
    }
  });

  it('tells the gravest first', () => {
    const severities = examine({
      ...judgedOf(defaultSessionOptions()),
      context: subjectWith().context,
      now: testNow,
    }).map(({ severity }) => severity);
    const order = ['hazard', 'warning', 'note'];
    expect(severities).toEqual(severities.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(severities).size).toBe(3);
  });

  it('is calm in the lab as it starts: what its defaults are there to show, and no more', () => {
    const subject = {
      ...judgedOf(defaultSessionOptions()),
      context: { ...labContext, store: 'memory', queue: false, instances: 1, sharedStore: null },
      now: testNow,
    } as const;
    expect(examine(subject).map(({ rule }) => rule)).toEqual([
      'secret-guessable',
      'resave-touching-store',
      'save-uninitialized-login',
    ]);
  });

  it('never shows a secret', () => {
    const secret = 'Tr0ub4dor&3';
    const found = examine(subjectWith({ options: { secret: [secret, 'keyboard cat'] } }));
    expect(found.map(({ rule }) => rule)).toEqual(['secret-guessable', 'secret-short']);
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(JSON.stringify(found)).not.toContain('keyboard cat');
  });
});
