import { TRPCClientError } from '@trpc/client';
import { describe, expect, it, vi } from 'vitest';
import { until } from '../../../server/eventually.test-helper.ts';
import { type ConsentAnswer, useConsent, withConsent } from './consent.ts';

const refusalOf = (code: string) =>
  TRPCClientError.from({
    error: {
      message: 'lab.handler: nobody has allowed this one',
      code: -32600,
      data: {
        httpStatus: 400,
        problems: [
          { code: 'handler-not-allowed', at: 'lab.handler', params: { code, sha256: `of ${code}` } },
        ],
      },
    },
  });

/** An app that refuses code until it was allowed. */
function app() {
  const allowed: Array<{ sha256: string; always?: boolean | undefined }> = [];
  const mutate = async (given: { sha256: string; always?: boolean }) => void allowed.push(given);
  const api = { allowHandler: { mutate } };
  const run = vi.fn(async (code: string) => {
    if (!allowed.some(({ sha256 }) => sha256 === `of ${code}`)) throw refusalOf(code);
    return `${code} ran`;
  });
  return { allowed, run, consented: (code: string) => withConsent(api, () => run(code)) };
}

const answer = async (given: ConsentAnswer): Promise<string> => {
  await until(() => useConsent.getState().asked !== null);
  const { asked } = useConsent.getState();
  asked?.answer(given);
  return asked?.code ?? '';
};

describe('code from a file', () => {
  it('is shown, and runs when it is allowed', async () => {
    const { allowed, consented } = app();
    const done = consented('once');
    expect(await answer('once')).toBe('once');
    expect(await done).toBe('once ran');
    expect(allowed).toEqual([{ sha256: 'of once', always: false }]);
    expect(useConsent.getState().asked).toBeNull();
  });

  it('is remembered where it is always allowed', async () => {
    const { allowed, consented } = app();
    const done = consented('always');
    await answer('always');
    await done;
    expect(allowed).toEqual([{ sha256: 'of always', always: true }]);
  });

  it('does not run where it is not allowed: the call fails as it did, and the next one asks again', async () => {
    const { allowed, run, consented } = app();
    for (const _ of [1, 2]) {
      const done = consented('no');
      await answer('no');
      await expect(done).rejects.toThrow('nobody has allowed this one');
    }
    expect(run).toHaveBeenCalledTimes(2);
    expect(allowed).toEqual([]);
  });

  it('is asked about once by two that want to run it, and each other code by itself', async () => {
    const { consented } = app();
    const all = Promise.all([consented('same'), consented('same'), consented('other')]);
    expect(await answer('once')).toBe('same');
    expect(await answer('once')).toBe('other');
    expect(await all).toEqual(['same ran', 'same ran', 'other ran']);
  });

  it('of any other failure nothing is asked', async () => {
    const failure = new Error('no answer');
    const api = { allowHandler: { mutate: () => Promise.reject(new Error('not to be asked')) } };
    await expect(withConsent(api, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(useConsent.getState().asked).toBeNull();
  });
});
