import { describe, expect, it } from 'vitest';
import { linesOf } from '../words/told.test-helper.ts';
import { examine } from './examine.ts';
import { parseOptionSet } from './parse-option-set.ts';
import { testNow } from './sound.test-helper.ts';

function domainRules(host: string): string[] {
  const parsed = parseOptionSet(
    JSON.stringify({ secret: 'x', cookie: { domain: 'example.com' }, context: { host } }),
  );
  if (!parsed.ok) return [linesOf(parsed).join()];
  return examine({ ...parsed, now: testNow })
    .map(({ rule }) => rule)
    .filter((rule) => rule.startsWith('domain-'));
}

describe('the host is what visitors type', () => {
  it.each([
    'app.example.com:8443',
    'https://app.example.com:8443',
    'https://app.example.com/',
    'APP.example.com',
  ])('%s, of which a cookie knows the name alone', (host) => {
    expect(domainRules(host)).toEqual(['domain-wide']);
  });

  it.each(['localhost:3000', '127.0.0.1:3000', '::1', '[::1]:3000', 'app.example.org:8443'])(
    '%s is not of the domain',
    (host) => {
      expect(domainRules(host)).toEqual(['domain-foreign']);
    },
  );

  it('and what is none is refused', () => {
    expect(domainRules('a b')).toEqual([expect.stringContaining('expected a host name')]);
  });
});
