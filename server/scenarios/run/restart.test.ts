import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lineOf } from '../../words/problems.ts';
import { parseScenario } from '../read/parse.ts';
import { failuresOf } from './run-for-real.test-helper.ts';

const lab = { options: { resave: false, saveUninitialized: false, secret: ['old'] } };
const visit = (id: string, more: object = {}) => ({
  send: { id, browser: 'alice', path: '/views', ...more },
});
const views = (response: string, equals: number) => ({
  expect: { response, json: { path: 'views', equals } },
});
const inFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'restart-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { ...lab, store: { kind: 'sqlite' as const, path: join(folder, 'sessions.db') } };
};
const refusals = (lab: object, restart: unknown) => {
  const file = { format: 'session-playground/scenario@1', title: 'x', browsers: ['alice'], lab };
  const steps = [{ send: { browser: 'alice', path: '/views' } }, { restart }];
  const read = parseScenario(JSON.stringify({ ...file, steps }));
  return read.ok ? [] : read.problems.map(lineOf);
};

describe('a restart', () => {
  it('logs everybody out where sessions are in memory: the cookie is there, its session is not', async () => {
    expect(
      await failuresOf(lab, [
        visit('A'),
        { restart: true },
        { expect: { sessions: 0 } },
        visit('B'),
        views('B', 1),
        { expect: { verdict: 'B', rule: 'unknown-sid' } },
      ]),
    ).toEqual([]);
  });

  it('leaves what is in a file', async () => {
    expect(
      await failuresOf(inFile(), [visit('A'), { restart: { store: 'kept' } }, visit('B'), views('B', 2)]),
    ).toEqual([]);
  });

  it('with another secret makes every cookie one that nobody signed; with the old one beside it, none', async () => {
    expect(
      await failuresOf(inFile(), [
        visit('A'),
        { restart: { options: { secret: ['new', 'old'] } } },
        visit('B'),
        views('B', 2),
        { restart: { options: { secret: ['another'] } } },
        visit('C'),
        views('C', 1),
        { expect: { verdict: 'C', rule: 'signature-invalid' } },
      ]),
    ).toEqual([]);
  });

  it('answers first what is under way', async () => {
    expect(
      await failuresOf(inFile(), [
        { restart: { while: [{ id: 'A', browser: 'alice', path: '/views', work: 200 }] } },
        views('A', 1),
        visit('B'),
        views('B', 2),
      ]),
    ).toEqual([]);
  });

  it('that kills cuts it, and what it had done is not stored', async () => {
    expect(
      await failuresOf(inFile(), [
        visit('A'),
        { restart: { kill: true, while: [{ id: 'B', browser: 'alice', path: '/views', work: 200 }] } },
        { expect: { response: 'B', failed: true } },
        visit('C', { work: 250 }),
        views('C', 2),
      ]),
    ).toEqual([]);
  });
});

describe('of a restart is refused, where it stands,', () => {
  it.each([
    ['a store in the process that is to be kept', {}, { store: 'kept' }, 'steps[1].restart.store: a store'],
    ['an instance that is not there', {}, { instance: 2 }, 'steps[1].restart.instance: the lab has one'],
    [
      'an unknown option',
      {},
      { options: { resaev: true } },
      'steps[1].restart.options: unknown key "resaev"',
    ],
    ['an unknown key', {}, { kil: true }, 'steps[1].restart: unknown key "kil" (did you mean "kill"?)'],
    [
      'a request of a browser that is not there',
      {},
      { while: [{ browser: 'bob', path: '/' }] },
      'steps[1].restart.while[0].browser: ',
    ],
  ])('%s', (_, lab, restart, line) => {
    expect(refusals(lab, restart)).toEqual([expect.stringContaining(line)]);
  });
});
