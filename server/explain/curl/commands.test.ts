import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommands } from './commands.ts';
import { readCurl } from './read-curl.ts';

const wordsIn = (text: string): string[][] => curlCommands(text).map(({ words }) => words);

const bash = [
  `curl 'https://a.example/x?a=1&b=2' -H 'a: b' --compressed`,
  `curl "https://a.example" -d "it's \\"quoted\\" \\$HOME \\a"`,
  `curl https://a.example \\\n  -X 'POST' \\\n  -H 'Content-Type: text/plain' \\\n  --data-binary $'it\\'s\\n\\u0021 \\x41\\t\\\\'`,
  `curl a.example -d a\\ b'c'"d"$'e' ''`,
];

describe('a command in its words', () => {
  it.runIf(process.platform === 'linux').each(bash)('as bash takes it apart: %j', (text) => {
    const script = `curl() { printf '%s\\0' "$@"; }; ${text}`;
    const [...said] = execFileSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
    }).split('\0');
    expect(wordsIn(text)).toEqual([said.slice(0, -1).map((word) => word)]);
  });

  it('as cmd takes it apart, in the two ways of Chrome', () => {
    const carets =
      'curl ^"https://a.example/?a=1^&b=2^" ^\r\n  -H ^"accept: */*^" ^\r\n  -b ^"connect.sid=s^%^3Aabc.def^" ^\r\n  --data-raw ^"^{^\\^"u^\\^":^\\^"a^\\^"^}^"';
    expect(wordsIn(carets.replaceAll('\r', ''))).toEqual([
      [
        'https://a.example/?a=1&b=2',
        '-H',
        'accept: */*',
        '-b',
        'connect.sid=s%3Aabc.def',
        '--data-raw',
        '{"u":"a"}',
      ],
    ]);
    const quotes =
      'curl "https://a.example/?a=1&b=2" ^\n  -H "Origin: https://b.example" ^\n  --data-binary "{\\"u\\":\\"a^^b\\"}" --compressed';
    expect(wordsIn(quotes)).toEqual([
      [
        'https://a.example/?a=1&b=2',
        '-H',
        'Origin: https://b.example',
        '--data-binary',
        '{"u":"a^b"}',
        '--compressed',
      ],
    ]);
  });

  it('several of them, as DevTools copies all', () => {
    expect(wordsIn(`curl 'https://a.example/1' ;\ncurl 'https://a.example/2' -d 'x;y' ;\n# done`)).toEqual([
      ['https://a.example/1'],
      ['https://a.example/2', '-d', 'x;y'],
    ]);
    expect(wordsIn(`curl ^"https://a.example/1^" &\ncurl ^"https://a.example/2^"`)).toHaveLength(2);
  });

  it('says that one was cut off', () => {
    expect(curlCommands(`curl 'https://a.example' -H 'cookie: a`)).toMatchObject([{ isCutOff: true }]);
  });
});

describe('what a command sends', () => {
  const sent = (text: string) => readCurl(text)[0];

  it.each([
    ['curl a.example/x', 'GET', 'http://a.example/x', null],
    ['curl -I https://a.example', 'HEAD', 'https://a.example/', null],
    ['curl -XDELETE https://a.example', 'DELETE', 'https://a.example/', null],
    ['curl -sSLk -o out.html https://a.example', 'GET', 'https://a.example/', null],
    ['curl -d a=1 -d b=2 https://a.example', 'POST', 'https://a.example/', 'a=1&b=2'],
    [
      'curl https://a.example -G -d a=1 --data-urlencode "b=c d"',
      'GET',
      'https://a.example/?a=1&b=c%20d',
      null,
    ],
    [`curl --url https://a.example --json '{"a":1}' -X PUT`, 'PUT', 'https://a.example/', '{"a":1}'],
    ['curl https://a.example -F file=@x', 'POST', 'https://a.example/', ''],
    ['curl -d @body.json https://a.example > out.json 2>/dev/null', 'POST', 'https://a.example/', ''],
  ])('%s', (text, method, url, body) => {
    const { request, unknown } = sent(text) ?? {};
    expect({
      method: request?.method,
      url: request?.url.href,
      body: request?.body?.text ?? null,
      unknown,
    }).toEqual({ method, url, body, unknown: [] });
  });

  it('finds cookies, credentials and files', () => {
    expect(
      sent(`curl https://a.example -b 'a=b; c=d' -u me:pw -H 'X-A: b' -A agent`)?.request?.headers,
    ).toEqual([
      ['x-a', 'b'],
      ['cookie', 'a=b; c=d'],
      ['user-agent', 'agent'],
      ['authorization', 'Basic'],
    ]);
    expect(sent('curl https://a.example -b jar.txt -c jar.txt -d @body.json')).toMatchObject({
      cookieFile: 'jar.txt',
      jarFile: 'jar.txt',
      bodyFile: 'body.json',
    });
  });

  it('knows JSON that goes out as a form', () => {
    expect(sent(`curl https://a.example -d '{"a":1}'`)?.isJsonAsForm).toBe(true);
    expect(
      sent(`curl https://a.example -d '{"a":1}' -H 'Content-Type: application/json'`)?.isJsonAsForm,
    ).toBe(false);
  });

  it('names options that it does not know, and addresses that are none', () => {
    expect(sent('curl https://a.example --frobnicate')?.unknown).toEqual(['--frobnicate']);
    expect(sent('curl -k')?.request).toBeNull();
    expect(sent('curl ftp://a.example')?.request).toBeNull();
  });
});
