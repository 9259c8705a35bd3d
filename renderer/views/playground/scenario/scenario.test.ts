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
const situation = {
  config,
  handler: null,
  faults: noFaults,
  browsers: ['alice'],
  sequence: [],
  done: null,
  fire,
};

describe('saving what is set up as a scenario', () => {
  it('writes what Fire would send, staggered', () => {
    const { steps } = scenarioSchema.parse(JSON.parse(writeScenario(situation)));
    expect(steps).toMatchObject([{ together: [{ after: 0 }, { after: 10 }, { after: 20 }] }]);
  });
  it('writes the sequence instead, when there is one', () => {
    const { steps } = scenarioSchema.parse(
      JSON.parse(writeScenario({ ...situation, sequence: [{ send: visit }, { together: [visit, visit] }] })),
    );
    expect(steps).toMatchObject([{ send: visit }, { together: [visit, visit] }]);
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
  it('are none where the lab has none, also when that is saved and opened', () => {
    const none = { ...config, options: { ...config.options, secret: null } };
    const file = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, config: none })));
    expect(playgroundSetUp(file, true, own).config.options.secret).toBeNull();
  });
  it('are taken from a file that gives them', () => {
    const { lab } = scenarioSchema.parse({ ...scenario, lab: config });
    expect(playgroundSetUp({ ...scenario, lab }, true, own).config.options.secret).toEqual(['top secret']);
  });
});

describe('a handler of one’s own', () => {
  const handler = '(req, res) => {\n  res.end();\n}';
  const mine = { browser: 'alice', path: '/mine' };
  it('goes along, line by line, where a request comes to it', () => {
    const text = writeScenario({ ...situation, handler, sequence: [{ send: visit }, { send: mine }] });
    expect(JSON.parse(text)).toMatchObject({ lab: { handler: handler.split('\n') } });
    expect(playgroundSetUp(scenarioSchema.parse(JSON.parse(text)), false, own)).toMatchObject({
      handler,
      config,
    });
  });
  it('stays here where none does', () => {
    const text = writeScenario({ ...situation, handler, sequence: [{ send: visit }] });
    expect(JSON.parse(text).lab).not.toHaveProperty('handler');
    expect(playgroundSetUp(scenarioSchema.parse(JSON.parse(text)), false, own).handler).toBeNull();
  });
});

describe('opening a scenario', () => {
  const sequence = [{ send: visit }, { together: [visit, visit] }];
  const saved = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, sequence })));
  it('gives back what was saved, together where it is together', () => {
    expect(playgroundSetUp(saved, false, own)).toMatchObject({ config, sequence, leftOut: null });
  });
  it('says which steps have no place here', () => {
    const steps = [
      { advance: 1000 },
      { together: [visit, visit] },
      { fault: 'none' },
      { expect: { sessions: 1 } },
    ];
    const opened = playgroundSetUp(scenarioSchema.parse({ ...saved, steps }), false, own);
    expect(opened.sequence).toMatchObject([{ together: [visit, visit] }]);
    expect(opened.leftOut).toContain('steps 1 (advance), 3 (fault), 4 (expect)');
  });
  it('has wrong what is wrong from the start', () => {
    const faults = { ...noFaults, server: { ...noFaults.server, latency: 50 } };
    const faulty = scenarioSchema.parse(JSON.parse(writeScenario({ ...situation, faults, sequence })));
    expect(playgroundSetUp(faulty, false, own)).toMatchObject({ faults, leftOut: null });
  });
});
