import { describe, expect, it } from 'vitest';
import { applyFix } from '../contract/doctor/doctor.ts';
import { labContext } from '../contract/doctor/doctor-context.ts';
import { defaultLabConfig, type LabConfig, labConfigSchema } from '../contract/options/lab-config.ts';
import { reportOn } from './report.ts';

const rulesIn = (config: LabConfig, app = labContext): string[] =>
  reportOn(config, app, 0).findings.map(({ rule }) => rule);
const asItStarts = rulesIn(defaultLabConfig());

describe('the report on a lab', () => {
  it('knows its instances, whether they share a store, and mends it with one fix', () => {
    const config = { ...defaultLabConfig(), instances: 2 };
    expect(rulesIn(config)).toContain('memory-store-instances');
    expect(rulesIn({ ...config, store: { kind: 'sqlite' } })).toContain('memory-store-instances');
    expect(rulesIn({ ...config, sharedStore: true })).toEqual(asItStarts);
    const [fix] = reportOn(config, labContext, 0).findings.flatMap((finding) =>
      finding.rule === 'memory-store-instances' ? [finding.fix] : [],
    );
    if (fix === undefined) throw new Error('expected a fix');
    const store = Object.assign({ kind: 'memory' as const }, { heap: '1 GB' });
    const fixed = applyFix({ ...config, store }, fix, () => 'new');
    expect([fixed.store, fixed.sharedStore]).toEqual([{ kind: 'sqlite' }, true]);
  });

  it('knows another app on its host', () => {
    const config = labConfigSchema.parse({ apps: [{ id: 'shop' }] });
    expect(rulesIn(config)).toContain('name-shared');
    expect(asItStarts).not.toContain('name-shared');
  });

  it('knows that requests of a session wait for each other', () => {
    expect(rulesIn({ ...defaultLabConfig(), oneAtATime: true })).not.toContain('resave-touching-store');
  });

  it('says in its text what the app was taken for', () => {
    const { text } = reportOn(defaultLabConfig(), { ...labContext, https: true, host: null }, 0);
    expect(text).toContain('Judged for: production false, https true, proxy false,');
    expect(text).toContain('store memory, queue false, instances 1, sharedStore true');
    expect(text).toContain('Not said: host.');
  });
});
