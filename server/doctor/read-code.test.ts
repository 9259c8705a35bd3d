import { describe, expect, it } from 'vitest';
import { linesOf } from '../words/told.test-helper.ts';
import { examine } from './examine.ts';
import { parseOptionSet } from './parse-option-set.ts';
import { questionsAbout } from './questions.ts';
import { testNow } from './sound.test-helper.ts';

function read(text: string) {
  const parsed = parseOptionSet(text);
  if (!parsed.ok) throw new Error(linesOf(parsed).join());
  return parsed;
}
const foundIn = (text: string): string[] => examine({ ...read(text), now: testNow }).map(({ rule }) => rule);
const call = (inside: string): string => `app.use(session({ secret: 'x', resave: false, ${inside} }));`;

describe('options are read', () => {
  it.each([
    [
      'JSON with comments',
      '{ // ours\n "secret": "keyboard cat", /* … */ "resave": false, "cookie": { "maxAge": 5000, }, }',
    ],
    [
      'an object literal',
      "{ secret: 'keyboard cat', resave: !1 && false, resave: false, cookie: { maxAge: 5 * 1000 } }",
    ],
    [
      'a call',
      "const session = require('express-session');\napp.use(session({ secret: `keyboard cat`, resave: false, cookie: { maxAge: 5_000 } }));",
    ],
    [
      'a call under another name',
      "import sess from 'express-session';\nconst x = { a: 1 };\napp.use(sess({ secret: ['keyboard cat'], resave: false, cookie: { maxAge: 5e3 } }))",
    ],
    [
      'a required call',
      "app.use(require('express-session')({ secret: 'keyboard cat', resave: false, cookie: { maxAge: 5000 } }))",
    ],
    [
      'a minified call',
      "const e=require('express-session');app.use(e({secret:'keyboard cat',resave:!1,cookie:{maxAge:5e3},rolling:!0}))",
    ],
    [
      'a call that TypeScript compiled',
      "const express_session_1 = __importDefault(require('express-session'));\napp.use((0, express_session_1.default)({ secret: 'keyboard cat', resave: false, cookie: { maxAge: 5000 } }));",
    ],
    [
      'a call of a default export',
      "app.use(session.default({ secret: 'keyboard cat', resave: false, cookie: { maxAge: 5000 } }))",
    ],
    [
      'a question that has code in it',
      "Why is this so?\n\n```js\napp.use(session({ secret: 'keyboard cat', resave: false, cookie: { maxAge: 5000 } }))\n```\n\nThanks!",
    ],
    [
      'a settings file that has them under a name',
      '{ "sessionSettings": { "secret": "keyboard cat", "resave": false, "cookie": { "maxAge": 5000 } }, "context": { "store": "redis" } }',
    ],
    [
      'options by name',
      "const other = { resave: true };\nconst opts = { secret: 'keyboard cat', resave: false, cookie: { maxAge: 5000 } };\napp.use(session(opts));",
    ],
    [
      'TypeScript',
      "import session from 'express-session';\nexport const options: session.SessionOptions = { secret: 'keyboard cat' as const, resave: false as boolean, cookie: { maxAge: 5000 } };",
    ],
    [
      'an export',
      "export default { secret: 'keyboard cat', resave: false, cookie: { maxAge: 5000 } } satisfies Options;",
    ],
  ])('from %s', (_, text) => {
    const { options, unread } = read(text);
    expect(options).toMatchObject({ secret: ['keyboard cat'], resave: false, cookie: { maxAge: 5000 } });
    expect(unread).toEqual([]);
  });

  it.each([
    ["cookie: { expires: '2031-01-01' }", 'cookie.expires', /maxAge must be a number or Date/],
    ["cookie: { maxAge: 5000, expires: '2031-01-01' }", 'cookie.expires', /maxAge must be a number or Date/],
    ["cookie: { maxAge: 'NaN' }", 'cookie.maxAge', /maxAge must be a number or Date/],
    ['cookie: { maxAge: 1000n }', 'cookie.maxAge', /1000n: “maxAge must be/],
    ["store: 'redis'", 'store', /Cannot create property/],
    ['store: {}', 'store', /store\.on is not a function/],
    ["genid: 'uuid'", 'genid', /no function \(string\): “genid option must be a function”/],
    ['genid: 5', 'genid', /no function \(number\): “genid option must be a function”/],
  ])('and what code gives as text or as nothing is thrown at: %s', (inside, option, message) => {
    const found = examine({ ...read(call(inside)), now: testNow }).find(
      ({ rule }) => rule === 'value-refused',
    );
    expect(found?.causes[option]).toMatch(message);
  });

  it.each([
    "cookie: { expires: '2031-01-01', maxAge: 5000 }",
    'store: new RedisStore({})',
    'store: { get() {} }',
    'resave: 1n',
  ])('and nothing is thrown at: %s', (inside) => {
    expect(foundIn(call(inside))).not.toContain('value-refused');
  });

  it.each<[string, unknown, string[]]>([
    ["app.enable('trust proxy')", true, []],
    ["app.disable('trust proxy')", false, []],
    ["app.set('trust proxy', ['loopback', '10.0.0.0/8'])", 'loopback,10.0.0.0/8', []],
    ["app.set('trust proxy', ['loopback', mine])", false, ['trustProxy']],
    ["if (live) app.set('trust proxy', 1); else app.set('trust proxy', false)", false, ['trustProxy']],
    ["app.set('trust proxy', 1); other.set('trust proxy', 1)", 1, []],
  ])('with what Express trusts: %s', (code, trustProxy, unread) => {
    const text = `${code};\n${call("name: 'sid'")}`;
    expect(read(text)).toMatchObject({ options: { trustProxy }, unread });
    expect(foundIn(text).filter((rule) => /refused/.test(rule))).toEqual([]);
  });

  it('but for a list of which one is no literal', () => {
    const { unread } = read(call('cookie: { domain: [host] }'));
    expect(unread).toEqual(['cookie.domain']);
  });

  it('never by running them', () => {
    Reflect.deleteProperty(globalThis, 'ran');
    read("{ secret: (globalThis.ran = true), resave: false, genid() { globalThis.ran = true; return '}' } }");
    expect('ran' in globalThis).toBe(false);
  });

  it('with trust proxy, where the app sets it', () => {
    expect(read(`app.set('trust proxy', 1);\n${call('')}`).options.trustProxy).toBe(1);
    expect(read(`app.set('trust proxy', process.env.HOPS);\n${call('')}`).unread).toEqual(['trustProxy']);
    expect(foundIn(call('trustProxy: 1'))).toContain('option-ignored');
  });

  it.each([
    ['new RedisStore({ client })', 'redis'],
    ['MongoStore.create({ mongoUrl: "redis" })', 'mongo'],
    ['new (require("connect-pg-simple")(session))()', 'postgres'],
    ['new session.MemoryStore()', 'memory'],
    ['new MemoryStore({ checkPeriod: 86400000 })', null],
    ['new FileStore({})', 'other-non-atomic-touch'],
    ['makeStore()', null],
  ])('with the store of %s', (code, store) => {
    expect(read(call(`store: ${code}`)).context.store).toBe(store);
  });

  it('with NaN, of which no cookie can be written', () => {
    expect(foundIn(call('cookie: { maxAge: NaN }'))).toContain('cookie-unwritable');
  });

  it('without a secret, where the call gives none', () => {
    const call = (given: string, before = '') => `${before}app.use(session({ resave: false${given} }));`;
    expect(foundIn(call(''))).toContain('secret-none');
    expect(foundIn(call(', secret: undefined'))).toContain('secret-none');
    const others = [call(', secret'), call(', ...base'), call('', "app.use(cookieParser('x'));")];
    for (const code of [...others, '{ resave: false }']) expect(foundIn(code)).not.toContain('secret-none');
  });

  it('with express-session’s own store where the call gives none', () => {
    expect(foundIn(call(''))).toContain('memory-store-production');
    expect(foundIn(call('...base'))).not.toContain('memory-store-production');
    expect(foundIn("{ secret: 'x', resave: false }")).not.toContain('memory-store-production');
  });
});

describe('what is no literal is not said', () => {
  it('so that nothing is held against it, and what it may come to is told', () => {
    const code = call('cookie: { secure: process.env.NODE_ENV === "production", sameSite: "none" }');
    expect(read(code).unread).toEqual(['cookie.secure']);
    expect(foundIn(code)).not.toContain('secure-missing');
    expect(foundIn(call('cookie: { sameSite: "none" }'))).toContain('secure-missing');
    const asked = questionsAbout({ ...read(code), now: testNow });
    expect(asked.map(({ about, answer }) => `${about} ${answer}`)).toContain('cookie.secure false');
  });

  it.each([
    ['cookie: { maxAge: new Date(1) }', 'no-max-age'],
    ['cookie: { expires: new Date(2031, 1, 1) }', 'no-max-age'],
    ['cookie: (req) => ({ secure: true })', 'secure-missing'],
    ['cookie: { ...defaults }', 'no-max-age'],
    ['...base', 'save-uninitialized-login'],
    ['saveUninitialized', 'save-uninitialized-login'],
  ])('%s', (inside, rule) => {
    expect(foundIn(call(inside))).not.toContain(rule);
    expect(foundIn(call(''))).toContain(rule);
  });

  it('a cookie function is taken as it stands, and it is said that what it gives is not judged', () => {
    const source = '(req) => ({\n  secure: req.secure, // as it is\n})';
    const { options, unread } = read(call(`cookie: ${source}, resave: false`));
    expect(options).toMatchObject({ cookieForm: 'function', cookieFunction: source });
    expect(unread).toContain('cookie');
    expect(foundIn(call(`cookie: ${source}`))).toContain('own-cookie-function');
    for (const other of ['(req: Request) => ({ secure: true })', 'settings', 'settingsOf(1)'])
      expect(read(call(`cookie: ${other}`)).options.cookieFunction).toBeNull();
  });

  it('and so is what is assigned to later', () => {
    const text = `const o = { secret: 'x', cookie: {} };\nif (prod) { o.cookie.secure = true }\napp.use(session(o))`;
    expect(foundIn(text)).not.toContain('secure-missing');
  });
});

describe('what holds no options is refused, with what would be taken', () => {
  it.each([
    ["curl 'https://api.example.com/login' -H 'a: b'"],
    ['Set-Cookie: connect.sid=s%3Aq7; Path=/'],
    ['s%3Aq7bQAbCd.3kWxyz'],
    ['{"log":{"version":"1.2","entries":[]}}'],
    ['app.use(session({ secret: '],
    [`${'['.repeat(50_000)}`],
    [`a=${'{a:'.repeat(50_000)}`],
    ['@'],
    [''],
  ])('%#', (text) => {
    const parsed = parseOptionSet(text);
    expect(linesOf(parsed).join('; ')).toMatch(/expected options as JSON/);
  });

  it.each([
    [
      "app.use(session({ secret: 'abc', resave: false saveUninitialized: false }))",
      'a comma is missing before saveUninitialized',
    ],
    [
      "app.use('/a', session({ secret: 'x' }));\napp.use('/b', session({ secret: 'y' }));",
      'session() is called with 2 sets of options (lines 1, 2): give one of them alone',
    ],
    [
      'session:\n  secret: keyboard cat\n  cookie:\n    secure: true\n',
      'this looks like YAML, of which nothing is read; expected options as JSON, with comments if need be, an object as it stands in code, or a file with session({ … })',
    ],
    [
      "app.use(cookieSession({ name: 'session', keys: ['key1', 'key2'] }))",
      'this is cookieSession, another package, which takes other options; expected those of express-session',
    ],
  ])('%s', (text, told) => {
    expect(linesOf(parseOptionSet(text))).toEqual([told]);
  });

  it.each([
    ['{ "resave": false, "context": { "prod": true } }', 'did you mean "production"?'],
    ['{ "resave": false, "context": { "options": true } }', 'unknown key "options"'],
  ])('%s', (text, told) => {
    expect(linesOf(parseOptionSet(text)).join()).toContain(told);
  });

  it('but a choice in a value is no comma that is missing', () => {
    expect(read(call('rolling: isLive ? a : b')).unread).toEqual(['rolling']);
  });

  it('but a mistake in JSON is told by its place alone', () => {
    expect(linesOf(parseOptionSet('{ "resave": tru }'))).toEqual([
      expect.stringMatching(/^not JSON at line 1, column 13[^;]*$/),
    ]);
  });
});
