import { expect, it } from 'vitest';
import { noFaults } from '../faults/faults.ts';
import { defaultLabConfig } from '../options/lab-config.ts';
import { isLabEvent, isRaceLog } from './event-schemas.ts';

const config = defaultLabConfig();
const restarted = { type: 'lab-restarted', config, instance: null, isKilled: false, cut: [], emptied: [] };
const faults = { type: 'faults', faults: noFaults };
const configured = { type: 'lab-configured', config, storeKept: true, handler: null };
const horizon = {
  droppedRequests: 0,
  droppedEvents: 0,
  config,
  handler: null,
  clock: 0,
  browsers: [],
  sessions: [],
};
const raceOf = (event: object, over: object = {}) => ({
  epoch: 0,
  startedAt: 0,
  first: 0,
  horizon: { ...horizon, ...over },
  events: [{ ...event, seq: 0, at: 0 }],
});
const { apps: _, ...withoutApps } = config;
/** What the schema reads as a whole configuration, though those who fold the event get it as it is. */
const notWhole = [
  {},
  withoutApps,
  { ...config, options: {} },
  { ...config, store: 'memory' },
  { ...config, secondApp: {} },
  { ...config, options: { ...config.options, secret: 'a text' } },
];

it('an event that tells everything is taken, from a lab and from a race', () => {
  expect([restarted, faults].every(isLabEvent)).toBe(true);
  expect([restarted, faults, configured].every((event) => isRaceLog(raceOf(event)))).toBe(true);
});

it.each(notWhole)('a configuration is not filled in for who tells of it: %j', (given) => {
  expect(isLabEvent({ ...restarted, config: given })).toBe(false);
  for (const event of [restarted, configured])
    expect(isRaceLog(raceOf({ ...event, config: given }))).toBe(false);
  expect(isRaceLog(raceOf(restarted, { config: given }))).toBe(false);
});
