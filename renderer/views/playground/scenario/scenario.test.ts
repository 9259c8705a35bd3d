import { describe, expect, it } from 'vitest';
import { noFaults } from '../../../../server/contract/faults/faults.ts';
import { defaultLabConfig, labConfigSchema } from '../../../../server/contract/options/lab-config.ts';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { playgroundSetUp } from './read-scenario.ts';
import { writeScenario } from './write-scenario.ts';

const config = defaultLabConfig();
const own = config.options.secret;
const visit = { browser: 'alice', path: '/views', work: 30 };
const fire = { request: visit, together: 3, stagger: 10 };
const situation = { config, faults: noFaults, browsers: ['alice'], sequence: [], fire };

describe('saving what is set up as a scenario', () => {
  it('writes what Fire would send, staggered', () => {
    const { steps } = scenarioSchema.parse(JSON.parse(writeScenario(situation)));
    expect(steps).toMatchObject([{ together: [{ after: 0 }, { after: 10 }, { after: 20 }] }]);
  });
  it('writes the sequence instead, when there is one', () => {
    const { steps } = scenarioSchema.parse(
      JSON.parse(writeScenario({ ...situation, sequence: [visit, visit] })),
    );
    expect(steps).toMatchObject([{ send: visit }, { send: visit }]);
  });
  it('begins with what is wrong with the store', () => {
    const store = { ...noFaults.store, set: { latency: 300, fails: 0, message: 'slow' }, connected: false };
    const faults = { ...noFaults, store };
    const { steps } = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, faults })));
    expect(steps).toMatchObject([
      { fault: { store: { set: { latency: 300 }, connected: false } } },
      { together: {} },
    ]);
  });
});

describe('secrets', () => {
  const config = labConfigSchema.parse({ options: { secret: ['top secret'] } });
  it('are not written into a file', () => {
    const shop = { id: 'shop', name: 'shop.sid', secret: ['shop secret'], path: '/' };
    const both = { ...config, apps: [shop] };
    const text = writeScenario({ ...situation, config: both });
    expect(text).not.toContain('secret"');
    expect(scenarioSchema.parse(JSON.parse(text)).lab.apps).toMatchObject([{ id: 'shop', name: 'shop.sid' }]);
  });
  const scenario = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, config })));
  it('stay as they are when a file without them is opened', () => {
    expect(playgroundSetUp(scenario, false, ['mine', 'older']).config.options.secret).toEqual([
      'mine',
      'older',
    ]);
  });
  it('are taken from a file that gives them', () => {
    const { lab } = scenarioSchema.parse({ ...scenario, lab: config });
    expect(playgroundSetUp({ ...scenario, lab }, true, own).config.options.secret).toEqual(['top secret']);
  });
});

describe('opening a scenario', () => {
  const saved = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, sequence: [visit] })));
  it('gives back what was saved', () => {
    expect(playgroundSetUp(saved, false, own)).toMatchObject({ config, requests: [visit], leftOut: null });
  });
  it('says which steps have no place here, and what becomes of a group', () => {
    const steps = [{ advance: 1000 }, { together: [visit, visit] }, { expect: { sessions: 1 } }];
    const { requests, leftOut } = playgroundSetUp(scenarioSchema.parse({ ...saved, steps }), false, own);
    expect(requests).toHaveLength(2);
    expect(leftOut).toContain('steps 1 (advance), 3 (expect)');
    expect(leftOut).toContain('Run together');
  });
});
