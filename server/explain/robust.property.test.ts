import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseScenario } from '../scenarios/read/parse.ts';
import { explain } from './explain.ts';
import { har, signed } from './har/sample-har.test-helper.ts';

const cookie = `connect.sid=${signed('abcdefghijklmnopqrstuvwxyz012345')}`;
const samples = [
  `Set-Cookie: ${cookie}; Path=/; Domain=.example.com; Expires=Wed, 01 Jan 2031 00:00:00 GMT, a=b; Max-Age=5`,
  `Cookie: ${cookie}; session=eyJ1c2VyIjoiYSJ9; session.sig=abc; __proto__=1`,
  `curl 'https://a.example/x?y=z' -H 'origin: https://b.example' -d $'a=1&__proto__=\\u0021' -b '${cookie}' ; curl -F a=b x.example`,
  'curl ^"https://a.example/?a=1^&b=2^" ^\n -H ^"content-type: application/json^" --data-raw ^"^{^\\^"u^\\^":^\\^"a^\\^"^}^"',
  JSON.stringify(
    har([
      { set: [`${cookie}; Path=/; Secure`], post: { mimeType: 'application/json', text: '{"a":[1]}' } },
      {
        at: 5,
        url: '/me',
        method: 'POST',
        cookie,
        post: { mimeType: 'application/x-www-form-urlencoded', text: 'a=1' },
      },
    ]),
  ),
  `app.use(session({ secret: 'x', cookie: { maxAge: 1000 * 60 } }))`,
];

/** A sample with some of its text left out, repeated, or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 12 }),
        fc.oneof(
          fc.string({ maxLength: 6 }),
          fc.constantFrom(
            '"',
            "'",
            ';',
            '\n',
            '=',
            ',',
            '{',
            '%',
            '\\',
            '^',
            '\u0000',
            '1e999',
            '-1',
            'null',
          ),
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([sample, changes]) =>
    changes.reduce((text, [at, length, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + length);
    }, sample),
  );

it('answers whatever is pasted, and draws only what the reader of scenarios takes', () => {
  fc.assert(
    fc.property(
      fc.oneof({ arbitrary: mutated, weight: 8 }, fc.string()),
      fc.option(fc.webUrl(), { nil: null }),
      (text, url) => {
        const result = explain(text, {
          secrets: ['a secret'],
          url: url === null ? null : new URL(url),
          now: 0,
          file: null,
        });
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        const { kind, scenario, parts } = result.explanation;
        expect(parts.every(({ told }) => told.length > 0 && told.every(({ words }) => words !== ''))).toBe(
          true,
        );
        if (scenario !== null && kind !== 'scenario')
          expect(parseScenario(scenario)).toMatchObject({ ok: true });
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
