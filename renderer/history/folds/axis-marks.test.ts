import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { defaultLabConfig } from '../../../server/contract/options/lab-config.ts';
import { logOf } from '../sample-log.test-helper.ts';
import { axisMarks } from './axis-marks.ts';

/** As `logOf` has it: the real clock at µs 0. */
const start = 1_700_000_000_000;
const ms = 1000;

const stored = (expires: number | null): EventBody => ({
  type: 'store-answered',
  request: '1',
  call: 0,
  operation: 'set',
  sid: 'abcdefghijkl',
  found: null,
  after: JSON.stringify({ cookie: { expires: expires === null ? null : new Date(expires).toISOString() } }),
  version: 1,
  error: null,
});

const jar = (expires: number | null): EventBody => ({
  type: 'jar',
  browser: 'alice',
  request: null,
  verdicts: [],
  cookies: [
    {
      name: 'sid',
      value: 'x',
      domain: '127.0.0.1',
      hostOnly: true,
      path: '/',
      expires,
      httpOnly: true,
      secure: false,
      sameSite: null,
    },
  ],
});

describe('marks on the axis', () => {
  it('say by how much the clock moved, and what expired by that', () => {
    const log = logOf([
      { ...stored(start + 60_000), at: 1 * ms },
      { ...jar(start + 30_000), at: 2 * ms },
      { type: 'clock', offset: 40_000, at: 3 * ms },
      { type: 'clock', offset: 70_000, at: 4 * ms },
    ]);
    expect(axisMarks(log).map(({ at, short }) => [at / ms, short])).toEqual([
      [3, '+0:40'],
      [3, 'sid expires'],
      [4, '+0:30'],
      [4, 'session expires'],
    ]);
    expect(axisMarks(log)[2]?.sentence).toBe('The lab’s clock moved on by 0:30; it is ahead by 1:10.');
  });

  it('stand where something expires by itself, between two events', () => {
    const log = logOf([
      { ...stored(start + 5000), at: 1 * ms },
      { type: 'printed', stream: 'stdout', text: 'later', at: 9000 * ms },
    ]);
    expect(axisMarks(log)).toMatchObject([{ type: 'expiry', at: 5000 * ms, short: 'session expires' }]);
  });

  it('are none for what was renewed, destroyed or has no expiry', () => {
    const log = logOf([
      { ...stored(start + 10_000), at: 1 * ms },
      { ...stored(start + 900_000), at: 2 * ms },
      { ...jar(null), at: 3 * ms },
      { type: 'clock', offset: 60_000, at: 4 * ms },
    ]);
    expect(axisMarks(log).map(({ type }) => type)).toEqual(['clock']);
  });

  it('name the option that changed, and come with what comes to the log later', () => {
    const config = defaultLabConfig();
    const lab = { url: '', versions: { node: '', express: '', expressSession: '' }, handler: null };
    const changed = { ...config, options: { ...config.options, rolling: true } };
    const log = logOf([
      { type: 'lab-started', generation: 1, config, ...lab },
      { type: 'lab-configured', config: changed, storeKept: true, handler: null },
    ]);
    expect(axisMarks(log)).toMatchObject([{ type: 'options', short: 'rolling: false → true' }]);
    expect(axisMarks(log)).toHaveLength(1);
  });
});
