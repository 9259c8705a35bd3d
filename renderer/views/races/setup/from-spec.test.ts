import { describe, expect, it } from 'vitest';
import { type RequestSpecInput, requestSpecSchema } from '../../../../server/contract/requests.ts';
import { stepSchema } from '../../../../server/contract/scenario/scenario.ts';
import { stepWords } from '../../../../server/contract/scenario/steps.ts';
import { draftOfSpec, fromSpec } from './from-spec.ts';
import { readRaceRequest } from './race-request.ts';

const request = (spec: Partial<RequestSpecInput>) =>
  requestSpecSchema.parse({ browser: 'alice', path: '/views', ...spec });

describe('a request that was written down', () => {
  it.each([
    {},
    { method: 'POST', form: { username: 'johndoe', password: 'a=b' } },
    { method: 'POST', json: { name: 'Ada', list: [1, null] } },
    { headers: { 'X-Forwarded-Proto': 'https', 'X-Two': 'b' } },
    { cookies: 'cross-site' },
    { cookies: { edited: 'connect.sid=x' } },
    { path: '/big?kb=64&early=save' },
  ] satisfies Array<Partial<RequestSpecInput>>)('comes through the form as it was: %j', (spec) => {
    const { work: _work, follow: _follow, after: _after, ...expected } = request(spec);
    const read = readRaceRequest({ key: 0, draft: draftOfSpec(request(spec)) }, null);
    expect(read).toEqual({ ok: true, spec: expected });
  });
});

describe('a race that was written down', () => {
  const steps = [
    { send: request({ path: '/login' }) },
    { expect: { sessions: 1 } },
    { advance: 60_000 },
    { configure: { resave: false } },
  ].map((step) => stepSchema.parse(step));

  it('keeps what came before it, but for what was only checked', () => {
    const { before } = fromSpec({ before: steps, requests: [] });
    expect(before.map((one) => ('draft' in one ? one.draft.path : stepWords(one.step).join()))).toEqual([
      '/login',
      'the clock moves on by 1:00',
      'the options change: resave false',
    ]);
  });

  it('of more than six requests takes six, and says so', () => {
    const taken = fromSpec({ before: [], requests: Array.from({ length: 8 }, () => request({})) });
    expect([taken.requests.length, taken.leftOut]).toEqual([6, 2]);
  });
});
