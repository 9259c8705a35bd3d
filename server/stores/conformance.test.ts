import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
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

  it(
    'memorystore',
    async () => {
      const { answers, expected } = await answersOfKind('memorystore', 'memorystore');
      expect(answers).toEqual(expected);
    },
    timeout,
  );

  it.each(['file', 'sqlite'] as const)(
    '%s, below a path in which somebody else has something',
    async (kind) => {
      const folder = mkdtempSync(join(tmpdir(), 'stores-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      writeFileSync(join(folder, 'theirs.json'), '{}');
      const path = kind === 'file' ? folder : join(folder, 'sessions.db');
      const { answers, expected } = await answersOfKind(kind, `${kind}:${path}`);
      expect(answers).toEqual(expected);
      expect(readdirSync(folder)).toEqual(['theirs.json']);
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
