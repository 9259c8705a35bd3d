import { describe, expect, it } from 'vitest';
import { codesOf, explained } from './explain.test-helper.ts';
import { har } from './har/sample-har.test-helper.ts';
import { kindOf, recognise } from './recognise.ts';

const value = 's%3Aq7bQAbCd.3kWxyz';
const scenario = {
  format: 'session-playground/scenario@1',
  title: 't',
  browsers: ['alice'],
  steps: [{ wait: 0 }],
};

describe('what a pasted text is', () => {
  it.each([
    ['a Set-Cookie line', 'set-cookie', `Set-Cookie: connect.sid=${value}; Path=/`],
    ['one in lower case, as HTTP/2 has it', 'set-cookie', `set-cookie: a=b`],
    ['one without its name', 'set-cookie', `connect.sid=${value}; path=/; httponly`],
    ['several', 'set-cookie', `Set-Cookie: a=b; Secure\r\nSET-COOKIE: c=d\r\n`],
    [
      'the name on a line of its own, as DevTools copies it',
      'set-cookie',
      `set-cookie:\nconnect.sid=${value}; Path=/`,
    ],
    [
      'a whole answer',
      'set-cookie',
      `HTTP/1.1 302 Found\nLocation: /\nSet-Cookie: connect.sid=${value}; Path=/\n`,
    ],
    ['what curl -v prints', 'set-cookie', `< HTTP/1.1 200 OK\n< set-cookie: connect.sid=${value}; Path=/`],
    ['a line of code', 'set-cookie', `"set-cookie": "connect.sid=${value}; Path=/",`],
    ['a Cookie header', 'cookie', `Cookie: a=b; connect.sid=${value}`],
    ['a pair', 'cookie', `connect.sid=${value}`],
    ['what document.cookie gives', 'cookie', '"_ga=GA1.1; theme=dark"'],
    ['a value alone', 'cookie', value],
    ['a decoded value', 'cookie', 's:q7bQ.3k+W/x'],
    ['one with blanks', 'cookie', 's:q7bQ.3k W x'],
    ['a value of cookie-parser with JSON', 'cookie', 'j:{"a":1}'],
    ['that, encoded', 'cookie', 'j%3A%7B%22a%22%3A1%7D'],
    ['a sealed value', 'cookie', 'Fe26.2*1*abc*def'],
    ['a setting', null, 'j: 5'],
    ['a JSON Web Token', 'cookie', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'],
    ['a cURL command', 'curl', `curl 'https://a.example' -H 'a: b'`],
    ['one after a prompt', 'curl', `$ curl http://localhost:3000`],
    ['one of Windows', 'curl', `C:\\Windows\\System32\\curl.exe "http://localhost:3000"`],
    ['a HAR', 'har', JSON.stringify(har([{}]))],
    ['a HAR that was cut off', 'har', JSON.stringify(har([{}])).slice(0, 90)],
    ['a scenario', 'scenario', JSON.stringify(scenario)],
    ['a scenario with a mistake', 'scenario', JSON.stringify(scenario).replace(',"title"', ' "title"')],
    ['options', null, `app.use(session({ secret: 'x' }))`],
    ['prose', null, 'My session is empty after the login, please help.'],
    ['markup', null, '<a href="x?a=b">c</a>'],
    ['nothing', null, '  \n '],
  ])('%s', (_, kind, text) => {
    expect(kindOf(text)).toBe(kind);
    expect(kindOf(`\uFEFF\n${text}\r\n`)).toBe(kind);
    expect(kindOf(`\`\`\`\n${text}\n\`\`\``)).toBe(kind);
  });

  it('reads each line by itself', () => {
    expect(recognise(`< Set-Cookie: a=b; Path=/\n< set-cookie: c=d\n`)).toMatchObject({
      values: ['a=b; Path=/', 'c=d'],
    });
  });

  it('says what a near thing is, and how to come to one that is taken', () => {
    expect(() => explained(`fetch("https://a.example", { "method": "POST" });`)).toThrow(
      'choose Copy as cURL',
    );
    expect(() => explained(`Invoke-WebRequest -Uri "https://a.example"`)).toThrow('choose Copy as cURL');
    expect(() => explained('# Netscape HTTP Cookie File\nlocalhost\tFALSE\t/\tFALSE\t0\ta\tb')).toThrow(
      'as curl -c writes it',
    );
    expect(() => explained('My session is empty.')).toThrow(
      /Set-Cookie line, a cookie .* cURL command .* HAR .* options, or a scenario/,
    );
  });

  it('says by its place what is wrong with JSON that begins as one of these', () => {
    expect(() => explained(JSON.stringify(har([{}])).slice(0, 90))).toThrow('not JSON at line 1');
    expect(() => explained(JSON.stringify({ ...scenario, stps: 1 }))).toThrow(
      'unknown key "stps" (did you mean "steps"?)',
    );
    expect(() => explained('{ "a": 1 }')).toThrow('nothing in it is known');
  });
});

it('hands options to the doctor’s reader, and says what it finds and what it could not read', () => {
  const options = explained(
    `app.use(session({ secret: 'keyboard cat', store: new RedisStore({ client }), cookie: { secure: process.env.X } }))`,
  );
  expect(options.kind).toBe('options');
  expect(codesOf(options)).toEqual(
    expect.arrayContaining(['finding', 'not-read', 'asks', 'doctor-says-more']),
  );
  expect(JSON.stringify(options)).not.toContain('keyboard cat');
});

it.each([
  [
    'in TypeScript',
    "import session from 'express-session';\nconst options: session.SessionOptions = {\n  secret: process.env.SECRET!,\n  cookie: { secure: process.env.NODE_ENV === 'production', sameSite: 'none' },\n};\n",
  ],
  [
    'in a call',
    "app.use(session({\n  secret: 'keyboard cat',\n  cookie: { secure: true, maxAge: 1000 * 60 }\n}));",
  ],
  [
    'with a cookie that has a name',
    "app.use(session({\n  secret: 'keyboard cat',\n  cookie: cookieOptions,\n}));",
  ],
  [
    'with a function of cookies',
    "app.use(session({\n  secret: 'keyboard cat',\n  cookie: (req) => ({ secure: req.secure }),\n}));",
  ],
])('takes options %s for options, though a line of them begins with cookie:', (_what, text) => {
  expect(explained(text).kind).toBe('options');
});

it('says of a scenario how it is run', () => {
  const visit = { browser: 'alice', path: '/views' };
  const both = explained(JSON.stringify({ ...scenario, steps: [{ together: [visit, visit] }] }));
  expect(codesOf(both)).toEqual(['scenario-sends', 'run-it', 'race-it', 'expects-nothing-yet']);
  expect(codesOf(explained(JSON.stringify(scenario)))).not.toContain('race-it');
});

it('takes a setting below cookie: in YAML for no cookie', () => {
  expect(() => explained('session:\n  resave: false\n  cookie:\n    secure: true\n')).toThrow(
    'looks like YAML',
  );
});
