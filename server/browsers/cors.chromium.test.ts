import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { From } from '../contract/hosts.ts';
import { requestSpecSchema } from '../contract/requests.ts';
import { sampled } from '../sampled.test-helper.ts';
import { ProblemError } from '../words/problems.ts';
import { allowedBy, preflightOf, readingOf } from './cors.ts';
import { messageFor } from './message.ts';
import { type Answers, type Deed, type PageProbe, startPageProbe } from './page-probe.test-helper.ts';

const page = 'http://app.localhost';
const to = 'http://api.app.localhost';

type Asking = Pick<Deed, 'method' | 'headers' | 'body'>;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const asking: readonly Asking[] = [
  {},
  { method: 'HEAD' },
  { method: 'POST' },
  { method: 'POST', headers: form, body: 'a=1' },
  { method: 'POST', headers: json, body: '{}' },
  { method: 'PUT' },
  { method: 'PATCH', headers: json, body: '{}' },
  { method: 'DELETE' },
  { headers: { 'x-requested-with': 'fetch' } },
  { headers: { authorization: 'Bearer x' } },
  { headers: { accept: 'text/html', 'accept-language': 'de' } },
  { headers: { 'x-b': '1', 'x-a': '2' } },
  { headers: { accept: 'a'.repeat(129) } },
];
const credentials = ['omit', 'same-origin', 'include'] as const;

type Given = ReadonlyArray<[string, string]>;
const origin = (value: string): Given => [['Access-Control-Allow-Origin', value]];
const withCredentials: Given = [['Access-Control-Allow-Credentials', 'true']];
const methods = (value: string): Given => [['Access-Control-Allow-Methods', value]];
const headers = (value: string): Given => [['Access-Control-Allow-Headers', value]];

/** `PAGE` is the page's own origin, whose port is not known before. */
const answers: ReadonlyArray<{ given: Given; status?: number }> = [
  { given: [] },
  { given: origin('*') },
  { given: origin('PAGE') },
  { given: origin('http://elsewhere.test') },
  { given: origin('null') },
  { given: [...origin('*'), ...withCredentials] },
  { given: [...origin('PAGE'), ...withCredentials] },
  { given: [...origin('PAGE'), ['Access-Control-Allow-Credentials', 'True']] },
  { given: [...origin('PAGE'), ...methods('PUT, DELETE'), ...headers('content-type, X-A, x-b')] },
  { given: [...origin('PAGE'), ...withCredentials, ...methods('GET,PATCH,put'), ...headers('Content-Type')] },
  { given: [...origin('*'), ...methods('*'), ...headers('*')] },
  { given: [...origin('PAGE'), ...methods('*'), ...headers('*, Authorization')] },
  { given: [...origin('PAGE'), ...withCredentials, ...methods('*'), ...headers('*')] },
  { given: [...origin('*'), ...methods('*'), ...headers('*')], status: 403 },
  { given: [...origin('*'), ...methods('*'), ...headers('*')], status: 204 },
];

const cases = asking.flatMap((what) =>
  credentials.flatMap((mode) => answers.map((answer) => ({ what, mode, answer }))),
);

describe('CORS beside real Chromium', () => {
  let chromium: PageProbe;
  beforeAll(async () => {
    chromium = await startPageProbe();
  }, 60_000);
  afterAll(() => chromium?.close());

  it.each(sampled('CORS', cases, 60))('$what.method $what.headers $mode, answered $answer', async (one) => {
    const { what, mode } = one;
    const given = one.answer.given.map(([name, value]): [string, string] => [
      name,
      value === 'PAGE' ? chromium.at(page) : value,
    ]);
    const status = (method: string): number => (method === 'OPTIONS' ? (one.answer.status ?? 200) : 200);
    const answering: Answers = (method) => ({ status: status(method), headers: given });
    const deed: Deed = { page, by: 'fetch', credentials: mode, to, ...what };
    const { arrived, wasRead } = await chromium.do(deed, answering);

    const from: From = { page: chromium.at(page), by: 'fetch', credentials: mode };
    const url = new URL(chromium.at(to));
    const spec = requestSpecSchema.parse({
      browser: 'alice',
      method: what.method,
      path: '/deed',
      host: url.hostname,
      from,
      headers: what.headers,
    });
    const made = messageFor(spec, `http://127.0.0.1:${url.port}`);
    if (!made.ok) throw new ProblemError(made.problems);
    const asked = { spec, message: made.message, isTainted: false };
    const answer = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value]));
    const preflight = preflightOf(asked);
    const isSent =
      preflight === null || 'allowed' in allowedBy(asked, { status: status('OPTIONS'), headers: answer });
    expect(
      arrived.map(({ method, asks, asksHeaders, origin: by }) => ({ method, asks, asksHeaders, by })),
    ).toEqual([
      ...(preflight === null
        ? []
        : [
            {
              method: 'OPTIONS',
              asks: preflight.headers['access-control-request-method'],
              asksHeaders: preflight.headers['access-control-request-headers'] ?? null,
              by: preflight.headers['origin'],
            },
          ]),
      ...(isSent
        ? [{ method: spec.method, asks: null, asksHeaders: null, by: made.message.headers['origin'] ?? null }]
        : []),
    ]);
    const reading = isSent && readingOf(asked, { status: 200, headers: answer }).rule === 'cors-read';
    expect(wasRead).toBe(reading);
  });
});
