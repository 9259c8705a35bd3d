import { expect, it } from 'vitest';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { requestSpecSchema } from '../../contract/requests.ts';
import { scenarioFormat } from '../../contract/scenario/scenario.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { ProblemError } from '../../words/problems.ts';
import { parseScenario } from '../read/parse.ts';
import { record } from '../record/record.ts';
import { runScenario } from './run.ts';

type Steps = readonly object[];

async function held(steps: Steps, lab: object = {}) {
  const options = { resave: false, saveUninitialized: false };
  const file = {
    format: scenarioFormat,
    title: 'Hosts',
    lab: { options, ...lab },
    browsers: ['alice', 'bob'],
    steps,
  };
  const parsed = parseScenario(JSON.stringify(file));
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  const { expectations } = await runScenario(parsed.scenario, { createPlayground });
  return expectations.map(({ holds, seen }) => (holds ? true : seen));
}
const at = (host: string, more: object = {}) => ({
  send: { browser: 'alice', path: '/views', host, ...more },
});
const wide = (domain: string) => ({
  options: { resave: false, saveUninitialized: false, cookie: { domain } },
});

it('one session serves all hosts of the cookie’s domain, also where a Host header names them', async () => {
  const steps = [
    at('auth.example.com'),
    { send: { browser: 'alice', path: '/views', headers: { Host: 'dashboard.example.com' } } },
    { expect: { session: 'alice', path: 'views', equals: 2 } },
  ];
  expect(await held(steps, wide('example.com'))).toEqual([true]);
  expect(await held(steps)).not.toEqual([true]);
});

it('localhost and 127.0.0.1 are two hosts, each with a session of its own', async () => {
  const steps = [
    at('localhost'),
    at('localhost'),
    at('127.0.0.1'),
    { expect: { session: 'alice', path: 'views', equals: 1 } },
    { expect: { session: 'alice', host: 'localhost', path: 'views', equals: 2 } },
    { expect: { cookie: 'alice', host: 'localhost', attributes: { domain: 'localhost', hostOnly: true } } },
    { expect: { cookie: 'alice', host: 'app.localhost', present: false } },
  ];
  expect(await held(steps)).toEqual([true, true, true, true]);
});

it('a copied cookie stays one of its host', async () => {
  const steps = [
    at('app.localhost'),
    { copyCookie: { from: 'alice', to: 'bob' } },
    { send: { browser: 'bob', path: '/views', id: 'here' } },
    { expect: { sent: 'here', present: false, reason: 'not-sent-domain' } },
    { send: { browser: 'bob', path: '/views', id: 'there', host: 'app.localhost' } },
    { expect: { response: 'there', body: '{"views":2}' } },
  ];
  expect(await held(steps)).toEqual([true, true]);
});

it('what another site’s page does counts by the sites of both, by kind and method', async () => {
  const cross = (by: string, method = 'GET') => ({
    method,
    path: '/save',
    from: { page: 'http://other.localhost', by, ...(by === 'fetch' && { credentials: 'include' }) },
  });
  const steps = [
    at('app.localhost'),
    at('app.localhost', { id: 'form', ...cross('form', 'POST') }),
    { expect: { sent: 'form', present: false, reason: 'not-sent-cross-site' } },
    at('app.localhost', { id: 'link', ...cross('link'), path: '/views' }),
    { expect: { sent: 'link' } },
    at('app.localhost', { id: 'fetch', ...cross('fetch', 'POST') }),
    { expect: { sent: 'fetch', present: false, reason: 'not-sent-cross-site' } },
    at('app.localhost', {
      id: 'sibling',
      from: { page: 'http://api.app.localhost', by: 'fetch', credentials: 'include' },
    }),
    { expect: { sent: 'sibling' } },
    { expect: { verdict: 'sibling', rule: 'cors-withheld' } },
  ];
  const lax = { options: { resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } } };
  expect(await held(steps, lax)).toEqual([true, true, true, true, true]);
});

it('a recording has the host and the page, and not what the browser asks by itself', async () => {
  const playground = await createPlayground({ config: defaultLabConfig(), browsers: ['alice'] });
  const from = { page: 'http://app.localhost', by: 'fetch' as const, credentials: 'include' as const };
  const first = {
    browser: 'alice',
    method: 'POST' as const,
    path: '/cart/apples',
    host: 'api.app.localhost',
    from,
  };
  for (const more of [{}, { json: { a: 1 } }]) {
    const sent = playground.send(requestSpecSchema.parse({ ...first, ...more }));
    if (sent.ok) await sent.done;
  }
  await playground.settled();
  const recording = record(playground.log());
  await playground.close();
  expect(recording?.scenario.steps).toMatchObject([{ send: { host: 'api.app.localhost', from } }]);
  expect(recording?.notes).toEqual([expect.stringContaining('was not sent')]);
});
