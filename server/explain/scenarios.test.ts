import { describe, expect, it } from 'vitest';
import { createPlayground } from '../playground/create-playground.ts';
import { parseScenario } from '../scenarios/read/parse.ts';
import { runScenario } from '../scenarios/run/run.ts';
import { ProblemError } from '../words/problems.ts';
import { explained } from './explain.test-helper.ts';
import { har, signed } from './har/sample-har.test-helper.ts';

const value = signed('abcdefghijklmnopqrstuvwxyz012345');
const session = (attributes: string) => [`connect.sid=${value}; ${attributes}`];
const crossSite = [{ name: 'origin', value: 'https://other.example.org' }];

const pasted: Record<string, string> = {
  'a cURL command': `curl 'https://api.example.com/login' -H 'origin: https://app.example.org' -H 'content-type: application/json' --data-raw '{"u":"a"}'`,
  'one with a form and cookies': `curl 'http://localhost:3000/login' -b 'connect.sid=${value}' -L -d 'username=johndoe&password=password'`,
  several: `curl localhost/views ; curl localhost/cart/apples -X POST; curl 'localhost/<a>?b=c d&e=%zz' -X DELETE -d '__proto__=1'`,
  'a recording over https': JSON.stringify(
    har([
      {
        url: '/views',
        set: session('Path=/; HttpOnly; Secure; SameSite=Lax; Expires=Thu, 01 Jan 2026 11:00:00 GMT'),
      },
      { url: '/cart/apples', method: 'POST', at: 50, took: 40, cookie: `connect.sid=${value}` },
      { url: '/me', at: 60, took: 20, cookie: `connect.sid=${value}` },
    ]),
  ),
  'a recording across sites': JSON.stringify(
    har([{ url: '/views', headers: crossSite, set: session('Path=/; Secure; SameSite=None') }]),
  ),
  'a recording of another cookie name': JSON.stringify(
    har([{ url: 'http://localhost:3000/views', set: [`shop.sid=${value}; Path=/`] }]),
  ),
  'a recording without cookies': JSON.stringify(har([{ url: '/views' }, { url: '/me', at: 5 }])),
};

const read = (text: string) => {
  const { scenario } = explained(text);
  const parsed = parseScenario(scenario ?? '');
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  return parsed.scenario;
};

it.each(Object.keys(pasted))('the reader of scenarios takes what is drawn from %s', (name) => {
  expect(read(pasted[name] ?? '').steps.length).toBeGreaterThan(0);
});

describe('on the real express-session', { timeout: 60_000 }, () => {
  it.each(['a recording over https', 'a recording across sites', 'a recording of another cookie name'])(
    'the browser holds at the end what it held in %s',
    async (name) => {
      const { holds, expectations } = await runScenario(read(pasted[name] ?? ''), { createPlayground });
      expect(expectations).toMatchObject([{ expected: expect.stringContaining('sid') }]);
      expect({ name, holds, seen: expectations[0]?.seen }).toMatchObject({ holds: true });
    },
  );

  it('sends what the commands send', async () => {
    const { requests } = await runScenario(read(pasted['several'] ?? ''), { createPlayground });
    expect(requests).toBe(3);
  });
});
