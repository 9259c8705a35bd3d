import { describe, expect, it } from 'vitest';
import { defaultLabConfig, labConfigSchema } from '../../../../server/contract/options/lab-config.ts';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { noFaults } from '../../../../server/contract/stores/faults.ts';
import { readScenario } from './read-scenario.ts';
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
    const faults = { ...noFaults, set: { latency: 300, fails: 0, message: 'slow' }, connected: false };
    const { steps } = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, faults })));
    expect(steps).toMatchObject([{ fault: { set: { latency: 300 }, connected: false } }, { together: {} }]);
  });
});

describe('secrets', () => {
  const config = labConfigSchema.parse({ options: { secret: ['top secret'] } });
  it('are not written into a file', () => {
    const both = { ...config, secondApp: { name: 'shop.sid', secret: ['shop secret'], path: '/' } };
    const text = writeScenario({ ...situation, config: both });
    expect(text).not.toContain('secret"');
    expect(text).toContain('shop.sid');
  });
  it('stay as they are when a file without them is opened', () => {
    const read = readScenario(writeScenario({ ...situation, config }), ['mine', 'older']);
    expect(read).toMatchObject({ config: { options: { secret: ['mine', 'older'] } } });
  });
  it('are taken from a file that gives them', () => {
    const file = JSON.stringify({ ...JSON.parse(writeScenario(situation)), lab: config });
    expect(readScenario(file, own)).toMatchObject({ config: { options: { secret: ['top secret'] } } });
  });
});

describe('opening a scenario', () => {
  it('gives back what was saved', () => {
    const read = readScenario(writeScenario({ ...situation, sequence: [visit] }), own);
    expect(read).toMatchObject({ ok: true, config, browsers: ['alice'], requests: [visit] });
  });
  it('says what is wrong, and where', () => {
    expect(readScenario('{', own)).toMatchObject({ ok: false });
    const wrong = JSON.stringify({ ...JSON.parse(writeScenario(situation)), browsers: [] });
    expect(readScenario(wrong, own)).toMatchObject({
      ok: false,
      message: expect.stringContaining('browsers'),
    });
  });
});
