import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mainApp } from '../contract/endpoints.ts';
import { noFaults } from '../contract/faults/faults.ts';
import { type LabConfig, labConfigSchema } from '../contract/options/lab-config.ts';
import { isEverything } from '../sampled.test-helper.ts';
import { ProblemError } from '../words/problems.ts';
import { refusalOf } from './check-config.ts';
import { createEventPost } from './event-post.ts';
import { createInnerLab } from './inner-lab.ts';
import { createServer, listenLocally } from './listen.ts';

/** Texts that are near to what is right, and some that are not. */
const words = fc.oneof(
  fc.constantFrom(
    '/',
    '/a',
    '/a;b',
    '/ä',
    '/\u0001',
    'a',
    'a b',
    '__proto__',
    'example.com',
    '.example.com',
    '..',
  ),
  fc.constantFrom(
    '*.a.b',
    'a_b.c',
    'http://a.b',
    'a.b:80',
    'münchen.de',
    'localhost',
    '127.0.0.1',
    'x'.repeat(400),
  ),
  fc.constantFrom(
    'loopback',
    'nowhere',
    '1',
    'true',
    '10.0.0.0/8',
    '10.0.0.0/99',
    '::1',
    'loopback, nowhere',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const maybe = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: undefined, freq: 2 });
const cookie = fc.record({
  domain: maybe(words),
  path: maybe(words),
  maxAge: maybe(fc.constantFrom(0, -1, 1, 1e300, 34_560_000_000, Number.NaN)),
  expires: maybe(fc.constantFrom('2030-01-01T00:00:00Z', 'never', '+275760-09-13T00:00:00Z', '')),
  sameSite: maybe(fc.constantFrom('lax', 'auto', 'none', 'nobody')),
  secure: maybe(fc.constantFrom(true, 'auto')),
  priority: maybe(fc.constantFrom('low', 'never')),
});
const given = fc.record({
  options: fc.record({
    name: maybe(words),
    secret: maybe(fc.array(words, { maxLength: 2 })),
    trustProxy: maybe(fc.oneof(words, fc.constantFrom(true, 0, 1, -1, 1.5, 1e300))),
    cookieForm: maybe(fc.constantFrom('object', 'function')),
    genid: maybe(fc.constantFrom('default', 'counter', 'nothing')),
    cookie,
  }),
  apps: maybe(fc.array(fc.record({ id: words, name: words, path: words }), { maxLength: 2 })),
});

/** Leaves out what is undefined, as JSON does. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Starts the lab and asks it for a page; what it answers. */
async function answerOf(config: LabConfig): Promise<string> {
  const settings = { config, handler: null, key: 'key', origin: 0n, clock: 0, ports: [], sessions: {} };
  const counts = { firstOutside: 1, firstCall: 0, faults: noFaults, pulse: new SharedArrayBuffer(64) };
  const post = createEventPost(() => {}, 0);
  const lab = await createInnerLab({ ...settings, ...counts, post, now: () => 0, onEntered: () => {} });
  const server = createServer(lab.listenerOf(mainApp));
  try {
    const port = await listenLocally(server, 0);
    return await new Promise((resolve, reject) => {
      get({ port, path: '/views', agent: false }, (answer) => {
        text(answer).then((body) => resolve(`${answer.statusCode} ${body}`), reject);
      }).on('error', reject);
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await lab.close();
  }
}

it('refuses in words, with the place, or starts and answers', { timeout: 60_000 }, async () => {
  const seen = { refused: 0, started: 0 };
  await fc.assert(
    fc.asyncProperty(given, async (input) => {
      const parsed = labConfigSchema.safeParse(asJson(input));
      if (!parsed.success) return;
      const refusal = refusalOf(parsed.data);
      if (refusal === null) {
        seen.started += 1;
        // Outside of the cookie's path there is no session, which the lab says.
        expect(await answerOf(parsed.data)).toMatch(/^200 |^500 There is no req\.session/);
        return;
      }
      seen.refused += 1;
      expect(refusal.problems[0]?.at).toMatch(/^(?:options|apps\[\d\])\.\w/);
      await expect(answerOf(parsed.data)).rejects.toBeInstanceOf(ProblemError);
    }),
    { numRuns: isEverything ? 3000 : 600 },
  );
  expect(Math.min(seen.refused, seen.started)).toBeGreaterThan(20);
});
