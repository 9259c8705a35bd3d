import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toldProblemSchema } from '../contract/errors.ts';
import { mostInBatch } from '../contract/state.ts';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import { fakePlayground } from './fake-playground.test-helper.ts';
import { fakeRaces } from './fake-races.test-helper.ts';
import { maxBodyBytes } from './guard.ts';
import { router } from './router.ts';

const playground = fakePlayground();
let plane: ControlPlane;
beforeAll(async () => {
  plane = await createControlPlane({ playground, races: fakeRaces(), pageDir: tmpdir() });
});
afterAll(() => plane.close());

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string };
type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** As any program could send it: fetch would not let Host and Origin be chosen. */
const send = ({ method = 'POST', path, headers = {}, body }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    const isChunked = body === undefined || 'transfer-encoding' in headers;
    const length = isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const known = { authorization: `Bearer ${plane.token}`, 'content-type': 'application/json', ...length };
    const sent = request(
      `${plane.origin}${path}`,
      { method, headers: { ...known, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

describe('a batch of calls', () => {
  const batchOf = async (calls: number) => {
    const path = `/api/${Array.from({ length: calls }, () => 'reset').join()}?batch=1`;
    return send({ path, body: '{}' });
  };

  it('is bounded, so that nobody holds up the others for long', async () => {
    const refused = await batchOf(mostInBatch + 1);
    expect(refused.status).toBe(400);
    expect((await batchOf(mostInBatch)).status).not.toBe(400);
    expect((await batchOf(1000)).status).toBe(400);
  });
});

const errorShape = z.object({
  message: z.string().min(5),
  code: z.number(),
  data: z.strictObject({
    code: z.string(),
    httpStatus: z.number(),
    path: z.string().optional(),
    problems: z.array(toldProblemSchema).nullable(),
  }),
});

/** The error in an answer; a stream that has begun tells it as its last event. */
function errorIn({ body, status }: Got): z.infer<typeof errorShape> {
  const [, streamed] = /^event: serialized-error\ndata: (.*)$/m.exec(body) ?? [];
  if (streamed !== undefined) return errorShape.parse(JSON.parse(streamed));
  const { error } = z.object({ error: errorShape }).parse(JSON.parse(body));
  expect(error.data.httpStatus).toBe(status);
  return error;
}

/** Refused in tRPC's shape and in words, without a trace of the inside; nothing changed, and the next one is served. */
async function expectRefusal(
  sent: Sent,
  code: string,
  words: string | RegExp,
): Promise<z.infer<typeof errorShape>['data']['problems']> {
  const before = playground.asked.length;
  const got = await send(sent);
  const error = errorIn(got);
  expect(error.data.code).toBe(code);
  expect(error.message).toMatch(words);
  expect(got.body).not.toMatch(/\bat .*\.(ts|js):|node_modules/);
  expect(got.headers).not.toHaveProperty('access-control-allow-origin');
  expect(playground.asked.length).toBe(before);
  const alive = await send({ method: 'GET', path: '/api/state' });
  expect(alive.status).toBe(200);
  return error.data.problems;
}

const procedures = Object.entries(router._def.procedures).map(([name, procedure]) => {
  // Those of a nested router are here too, by their whole names; the type tells otherwise.
  const isMutation = Reflect.get(procedure, '_def').type === 'mutation';
  /** How a client calls it with an input: in the body, or in the query. */
  const call = (input: string): Sent =>
    isMutation
      ? { path: `/api/${name}`, body: input }
      : { method: 'GET', path: `/api/${name}?input=${encodeURIComponent(input)}` };
  return { name, isMutation, call };
});

describe.each(procedures)('$name', ({ call, isMutation, name }) => {
  it('is refused without the token, and with a wrong one', async () => {
    await expectRefusal({ ...call('{}'), headers: { authorization: '' } }, 'UNAUTHORIZED', 'Authorization');
    await expectRefusal(
      { ...call('{}'), headers: { authorization: 'Bearer guess' } },
      'UNAUTHORIZED',
      'wrong',
    );
  });

  it('is refused to a rebound name and to a foreign origin, in any case of the path', async () => {
    const rebound = { ...call('{}'), headers: { host: 'evil.example' } };
    await expectRefusal(rebound, 'FORBIDDEN', 'Host: expected 127.0.0.1');
    await expectRefusal({ ...call('{}'), headers: { origin: 'http://evil.example' } }, 'FORBIDDEN', 'Origin');
    const shouted = { ...call('{}'), path: `/API/${name}`, headers: { authorization: '' } };
    await expectRefusal(shouted, 'UNAUTHORIZED', 'Authorization');
  });

  it('refuses malformed JSON', async () => {
    await expectRefusal(call('{"a": '), isMutation ? 'PARSE_ERROR' : 'BAD_REQUEST', /JSON/);
  });

  it.each(['42', '"text"', '[[1]]', 'true', 'null', '{"unknown":{"deep":[1]}}'])(
    'refuses an input of a wrong type: %s',
    async (input) => {
      await expectRefusal(call(input), 'BAD_REQUEST', /expected|unknown key|JSON/);
    },
  );

  it('refuses an oversized body, declared or streamed', async () => {
    const body = JSON.stringify({ filler: 'x'.repeat(maxBodyBytes) });
    await expectRefusal({ path: `/api/${name}`, body }, 'PAYLOAD_TOO_LARGE', 'at most 1048576 bytes');
    const streamed = { path: `/api/${name}`, body, headers: { 'transfer-encoding': 'chunked' } };
    await expectRefusal(streamed, 'PAYLOAD_TOO_LARGE', 'at most 1048576 bytes');
  });
});

describe('the api', () => {
  it('tells every problem by code, place and parameters, its sentence beside them', async () => {
    const rebound = { path: '/api/reset', headers: { host: 'evil.example' } };
    const expected = plane.origin.replace('http://', '');
    expect(await expectRefusal(rebound, 'FORBIDDEN', 'Host: expected')).toMatchObject([
      {
        code: 'foreign-host',
        at: 'Host',
        params: { expected: expect.stringContaining(expected) },
        message: expect.stringMatching(/^expected /),
      },
    ]);
    const cut = await expectRefusal({ path: '/api/reset', body: '{' }, 'PARSE_ERROR', 'body: not JSON');
    expect(cut).toEqual([
      {
        code: 'not-json',
        at: 'body',
        params: { line: 1, column: 2, fault: 'unexpected', wanted: 'name or }', found: null },
        message:
          'not JSON at line 1, column 2: expected a name in double quotes, or }, found the end of the text',
      },
    ]);
    const race = {
      path: '/api/race.look',
      body: JSON.stringify({
        spec: {
          browsers: ['alice'],
          requests: [
            { browser: 'alice', path: '/a' },
            { browser: 'alice', path: '/b' },
          ],
        },
        schedule: ['A.begin'],
      }),
    };
    expect(await expectRefusal(race, 'BAD_REQUEST', 'schedule[0]: “A.begin”')).toEqual([
      {
        code: 'no-such-request',
        at: 'schedule[0]',
        params: { label: 'A.begin', known: ['A', 'B'] },
        message: '“A.begin” names no request of this race. There are: A, B.',
      },
    ]);
  });

  it('names all that is wrong, each by its path inside what was given', async () => {
    const config = { options: { cookie: { maxAge: 'soon' }, resaev: true } };
    const call = { path: '/api/configure', body: JSON.stringify(config) };
    const problems = await expectRefusal(
      call,
      'BAD_REQUEST',
      /options\.cookie\.maxAge: expected .*; options: unknown key "resaev"/,
    );
    expect(problems).toMatchObject([
      {
        code: 'schema-says',
        at: 'options.cookie.maxAge',
        message: expect.stringMatching(/^expected number, found string: express-session throws/),
      },
      { code: 'unknown-key', at: 'options', params: { key: 'resaev', nearest: null } },
    ]);
  });

  it('refuses an unknown procedure, a mutation by GET, another content type, too deep a body', async () => {
    await expectRefusal({ path: '/api/format', body: '{}' }, 'NOT_FOUND', 'format');
    await expectRefusal({ method: 'GET', path: '/api/reset' }, 'METHOD_NOT_SUPPORTED', 'GET');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await expectRefusal(
      { path: '/api/reset', body: '{}', headers: form },
      'UNSUPPORTED_MEDIA_TYPE',
      'content-type',
    );
    const deep = { path: '/api/send', body: '['.repeat(200_000) };
    await expectRefusal(deep, 'PARSE_ERROR', 'nested deeper');
  });

  it('refuses an ask for CORS', async () => {
    await expectRefusal({ method: 'OPTIONS', path: '/api/reset' }, 'METHOD_NOT_SUPPORTED', 'GET or POST');
  });

  it('hands on what is right', async () => {
    const body = JSON.stringify({ browser: 'alice', path: '/views' });
    expect((await send({ path: '/api/send', body })).status).toBe(200);
    expect((await send({ path: '/api/reset' })).status).toBe(200);
    expect(playground.asked.slice(-2)).toEqual(['send', 'reset']);
  });
});
