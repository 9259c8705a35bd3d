import type { browserRules } from '../contract/verdicts/browser-rules.ts';

/** Set-Cookie lines that a response brings, with the rule that answers each; put to the jar and to Chromium alike. */
export type SetCookieCase = {
  lines: readonly (readonly [line: string, rule: keyof typeof browserRules])[];
  /** 127.0.0.1 unless told. */
  host?: string;
  /** `/set/dir/page` unless told. */
  path?: string;
};

const stored = 'jar-stored';
const past = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT';
const one = (line: string, rule: keyof typeof browserRules = stored): SetCookieCase => ({
  lines: [[line, rule]],
});
const at = (host: string, lines: SetCookieCase['lines']): SetCookieCase => ({ host, lines });

const flags = [
  one('a=1'),
  one('a=1; Secure'),
  one('a=1; Secure; SameSite=None'),
  one('a=1; SameSite=None', 'jar-refused-same-site-none'),
  one('a=1; SameSite=Strict; HttpOnly'),
  one('a=1; SameSite'),
  one('a=1; SameSite=bogus'),
  one('a=1; SameSite=Strict; SameSite=Lax'),
  one('a=1; samesite=lax'),
  one('a=1; Secure=false; HttpOnly=false'),
  one('a=1; Priority=High; Unknown=1'),
  one('a=1; Partitioned', 'jar-refused-partitioned'),
  one('a=1; Partitioned; Secure'),
  one('a=1; Partitioned; Secure; SameSite=None'),
];

const prefixes = [
  one('__Secure-a=1', 'jar-refused-prefix'),
  one('__secure-a=1', 'jar-refused-prefix'),
  one('__Secure-a=1; Secure'),
  one('__Host-a=1; Secure; Path=/'),
  one('__HOST-a=1; Secure; Path=/'),
  one('__Host-a=1; Secure; Path=/x', 'jar-refused-prefix'),
  one('__Host-a=1; Secure', 'jar-refused-prefix'),
  one('__Host-a=1; Path=/', 'jar-refused-prefix'),
  one('__Host-a=1; Secure; Path=/; Domain=127.0.0.1'),
  at('app.localhost', [['__Host-a=1; Secure; Path=/; Domain=app.localhost', 'jar-refused-prefix']]),
  { path: '/page', lines: [['__Host-a=1; Secure', 'jar-refused-prefix']] },
  one('__Http-a=1; Secure', 'jar-refused-prefix'),
  one('__Http-a=1; Secure; HttpOnly'),
  one('__Host-Http-a=1; Secure; Path=/', 'jar-refused-prefix'),
  one('__Host-Http-a=1; Secure; Path=/; HttpOnly'),
  one('=__Host-a', 'jar-refused-prefix'),
  one('__Secure-a', 'jar-refused-prefix'),
] satisfies SetCookieCase[];

const domains = [
  one('a=1; Domain=127.0.0.1'),
  one('a=1; Domain=.127.0.0.1'),
  one('a=1; Domain='),
  one('a=1; Domain=localhost', 'jar-refused-domain'),
  one('a=1; Domain=com', 'jar-refused-domain'),
  one('a=1; Domain=0.0.1', 'jar-refused-domain'),
  one('a=1; Domain=127.0.0.1:80', 'jar-refused-domain'),
  one('a=1; Domain=example.com; Domain=127.0.0.1'),
  one('a=1; Domain=example.com; Domain'),
  one(`a=1; Domain=${'d'.repeat(1025)}`),
  at('localhost', [['a=1; Domain=localhost', stored]]),
  at('app.localhost', [
    ['a=1; Domain=localhost', 'jar-refused-public-suffix'],
    ['b=1; Domain=app.localhost', stored],
    ['c=1; Secure', stored],
  ]),
  at('shop.example.com', [
    ['a=1; Domain=example.com', stored],
    ['b=1; Domain=com', 'jar-refused-public-suffix'],
    ['c=1; Domain=shop.example.com', stored],
    ['d=1; Domain=a.shop.example.com', 'jar-refused-domain'],
    ['e=1; Domain=.example.com', stored],
    ['f=1; Domain=EXAMPLE.com', stored],
    ['g=1; Domain=xample.com', 'jar-refused-domain'],
    ['h=1; Domain=example.com.', 'jar-refused-domain'],
    ['i=1; Domain=..example.com', 'jar-refused-domain'],
  ]),
  at('shop.example.com', [
    ['a=1; Secure', 'jar-refused-secure'],
    ['b=1; SameSite=None; Secure', 'jar-refused-secure'],
    ['c=1; SameSite=None', 'jar-refused-same-site-none'],
  ]),
  at('a.co.uk', [
    ['a=1; Domain=co.uk', 'jar-refused-public-suffix'],
    ['b=1; Domain=a.co.uk', stored],
  ]),
  at('me.github.io', [['a=1; Domain=github.io', 'jar-refused-public-suffix']]),
  at('me.s3.amazonaws.com', [
    ['a=1; Domain=amazonaws.com', 'jar-refused-public-suffix'],
    ['b=1; Domain=me.s3.amazonaws.com', stored],
  ]),
  at('s3.amazonaws.com', [
    ['a=1; Domain=amazonaws.com', 'jar-refused-public-suffix'],
    ['b=1; Domain=s3.amazonaws.com', stored],
  ]),
  at('shop.www.ck', [['a=1; Domain=www.ck', stored]]),
];

const spelling = [
  one('a'),
  one('a='),
  one('=1'),
  one('=', 'jar-refused-malformed'),
  one('; Path=/', 'jar-refused-malformed'),
  one('   ; Secure', 'jar-refused-malformed'),
  one('a=x\u0001y', 'jar-refused-malformed'),
  one('a\u0001=1', 'jar-refused-malformed'),
  one('a=x\ty', 'jar-refused-malformed'),
  one('a=x; Path=/\u0001', 'jar-refused-malformed'),
  one('a b=1 2'),
  one('a="q"'),
  one('a=b=c'),
  one(' a = 1 '),
  one('a=s%3Aabc.def%2F'),
  one(`a=${'x'.repeat(4095)}`),
  one(`a=${'x'.repeat(4096)}`, 'jar-refused-size'),
  one(`${'x'.repeat(4096)}=`),
  one('a=1;;;Path=/z'),
  one('a=1; Path='),
  one('a=1; Path=x'),
  one('a=1; Path="/q"'),
  one('a=1; path=/A; Path=/B'),
  one('a=1; Path=/a; Path'),
  one(`a=1; Path=/${'p'.repeat(1023)}`),
  one(`a=1; Path=/${'p'.repeat(1024)}`),
  { path: '/page', lines: [['a=1', stored]] },
  { path: '/dir/', lines: [['a=1', stored]] },
] satisfies SetCookieCase[];

const lifetimes = [
  one('a=1; Max-Age=60'),
  one('a=1; Max-Age=+60'),
  one('a=1; Max-Age= 60'),
  one('a=1; Max-Age=abc'),
  one('a=1; Max-Age=1.5'),
  one('a=1; Max-Age="60"'),
  one('a=1; Max-Age='),
  one('a=1; Max-Age=99999999999'),
  one('a=1; Max-Age=0', 'jar-nothing-to-remove'),
  one('a=1; Max-Age=-1', 'jar-nothing-to-remove'),
  one(`a=1; Max-Age=60; ${past}`),
  one(`a=1; ${past}; Max-Age=60`),
  one('a=1; Max-Age=abc; Expires=Wed, 21 Oct 2099 07:28:00 GMT'),
  one(`a=1; ${past}`, 'jar-nothing-to-remove'),
  one('a=1; Expires=Wed, 21 Oct 2099 07:28:00 GMT'),
  one('a=1; Expires="Wed, 21 Oct 2099 07:28:00 GMT"'),
  one('a=1; Expires=Wed, 21-Oct-99 07:28:00 GMT', 'jar-nothing-to-remove'),
  one('a=1; Expires=Wed, 21-Oct-69 07:28:00 GMT'),
  one('a=1; Expires=garbage'),
  one('a=1; Expires=0'),
  one('a=1; Expires=Thu, 01 Jan 2099'),
  one('a=1; Expires=2099-01-01T00:00:00Z'),
];

const replacing = [
  {
    lines: [
      ['a=1; Path=/', stored],
      ['b=1; Path=/', stored],
      ['a=2; Path=/', 'jar-replaced'],
      ['a=3; Path=/set', stored],
      [`a=; ${past}`, 'jar-nothing-to-remove'],
      [`b=; Path=/; ${past}`, 'jar-removed'],
    ],
  },
  {
    lines: [
      ['a=1; Secure; Path=/', stored],
      ['a=2; Path=/', 'jar-replaced'],
    ],
  },
  {
    lines: [
      ['a=1; Path=/', stored],
      ['a=2; Path=/; Domain=127.0.0.1', 'jar-replaced'],
      [`a=; Path=/; Secure; SameSite=None; ${past}`, 'jar-removed'],
    ],
  },
  {
    lines: [
      ['a=1; Path=/; Secure; Partitioned', stored],
      ['a=2; Path=/', stored],
      [`a=; Path=/; ${past}`, 'jar-removed'],
    ],
  },
  {
    lines: [
      ['a=1; Path=/', stored],
      [`a=; Path=/; SameSite=None; ${past}`, 'jar-refused-same-site-none'],
    ],
  },
  at('shop.example.com', [
    ['a=1; Path=/', stored],
    ['a=2; Path=/; Domain=shop.example.com', stored],
    [`a=; Path=/; ${past}`, 'jar-removed'],
  ]),
] satisfies SetCookieCase[];

export const setCookieTable: readonly SetCookieCase[] = [
  ...flags,
  ...prefixes,
  ...domains,
  ...spelling,
  ...lifetimes,
  ...replacing,
];
