import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  embeddedKinds,
  type StoreKind,
  storeConfigSchema,
  storeOfKind,
} from '../contract/stores/store-kinds.ts';
import { answersOf, deviations, expectedOf } from './conformance.test-helper.ts';
import { openStore } from './drivers.ts';
import { isLeftOut, startRedis, type TestServer } from './servers.test-helper.ts';

/** ms; servers are started, and expiries waited for. */
const timeout = 60_000;

const answersOfKind = async (kind: StoreKind, text: string) => {
  const open = await openStore(storeConfigSchema.parse(text));
  try {
    return { answers: await answersOf(open), expected: expectedOf(deviations[kind].answers) };
  } finally {
    await open.close();
  }
};

describe('each store answers as its row of deviations says:', () => {
  it.concurrent.each(embeddedKinds)(
    '%s',
    async (kind) => {
      const { answers, expected } = await answersOfKind(kind, storeOfKind(kind).kind);
      expect(answers).toEqual(expected);
    },
    timeout,
  );

  describe.skipIf(isLeftOut('redis'))('on a server', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startRedis();
    }, timeout);
    afterAll(() => server.close());

    it(
      'redis',
      async () => {
        const { answers, expected } = await answersOfKind('redis', server.url);
        expect(answers).toEqual(expected);
      },
      timeout,
    );
  });
});
