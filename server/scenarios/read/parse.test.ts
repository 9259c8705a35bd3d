import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxScenarioBytes } from '../../contract/scenario/catalogue.ts';
import { sentenceOf } from '../../words/problems.ts';
import { linesOf } from '../../words/told.test-helper.ts';
import { parseScenario } from './parse.ts';

const good = {
  format: 'session-playground/scenario@1',
  title: 'Two visits',
  browsers: ['alice', 'bob'],
  steps: [
    { send: { id: 'A', browser: 'alice', path: '/views' } },
    { expect: { response: 'A', status: 200 } },
  ],
};

const problemsIn = (value: unknown): string[] =>
  linesOf(parseScenario(typeof value === 'string' ? value : JSON.stringify(value)));
const withSteps = (...steps: unknown[]) => ({ ...good, steps });
const sent = good.steps[0];

describe('a scenario file', () => {
  it('is read with its defaults', () => {
    const parsed = parseScenario(`\uFEFF${JSON.stringify(good)}`);
    expect(parsed).toMatchObject({ ok: true, scenario: { lab: { store: { kind: 'memory' } } } });
    expect(parsed.ok && parsed.scenario.steps[0]).toMatchObject({ send: { method: 'GET', cookies: 'jar' } });
  });

  it('that is no JSON is refused with line and column', () => {
    expect(problemsIn('{\n  "format": x\n}')).toEqual(['not JSON at line 2, column 13: x is not JSON']);
    expect(problemsIn('')).toEqual([
      'not JSON at line 1, column 1: expected a value, found the end of the text',
    ]);
  });

  it('that is too large or too deep is refused', () => {
    expect(problemsIn(' '.repeat(maxScenarioBytes + 1))).toEqual([
      'larger than 1 MB, the most a scenario may have',
    ]);
    expect(problemsIn('['.repeat(100_000))).toEqual(['nested deeper than 64 levels']);
  });

  it('sends what an earlier step captures, and names nothing else', () => {
    const captures = { send: { browser: 'alice', path: '/', capture: { token: { field: '_csrf' } } } };
    const uses = { send: { browser: 'alice', path: '/views?t=${token}' } };
    expect(problemsIn(withSteps(captures, uses))).toEqual([]);
    expect(problemsIn(withSteps({ send: { ...uses.send, path: '/${tokn}' } }, captures))).toEqual([
      'steps[0].send: no step before this one captures "tokn"; for the text itself write $${tokn}',
    ]);
    expect(problemsIn(withSteps(captures, { send: { ...uses.send, path: '/${tokn}' } }))).toEqual([
      'steps[1].send: no step before this one captures "tokn" (did you mean "token"?); for the text itself write $${tokn}',
    ]);
    // Those that are under way at once have nothing of each other.
    expect(problemsIn(withSteps({ together: [captures.send, uses.send] }))).toEqual([
      expect.stringContaining('steps[0].together[1]: no step before this one captures "token"'),
    ]);
    expect(problemsIn(withSteps({ send: { ...captures.send, capture: { t: { body: '(' } } } }))).toEqual([
      expect.stringContaining('steps[0].send.capture.t'),
    ]);
  });

  it('says each unknown key with the nearest known one', () => {
    expect(problemsIn({ ...good, brwosers: [] })).toEqual([
      'unknown key "brwosers" (did you mean "browsers"?)',
    ]);
    expect(problemsIn(withSteps({ send: { browser: 'alice', path: '/', methd: 'GET' } }))).toEqual([
      'steps[0].send: unknown key "methd" (did you mean "method"?)',
    ]);
    expect(problemsIn({ ...good, lab: { options: { cookie: { maxage: 1 } } } })).toEqual([
      'lab.options.cookie: unknown key "maxage" (did you mean "maxAge"?)',
    ]);
  });

  it('has steps of exactly one kind each', () => {
    expect(problemsIn(withSteps({ sned: {} }))).toEqual([
      'steps[0]: unknown key "sned" (did you mean "send"?)',
    ]);
    expect(problemsIn(withSteps({ wait: 1, advance: 1 }, {}, 5))).toEqual([
      'steps[0]: expected exactly one of send, together, advance, wait, configure, copyCookie, fault, restart, expect, found wait and advance',
      'steps[1]: expected exactly one of send, together, advance, wait, configure, copyCookie, fault, restart, expect, found none',
      'steps[2]: expected an object with one of send, together, advance, wait, configure, copyCookie, fault, restart, expect',
    ]);
  });

  it('names the place inside a step', () => {
    const together = {
      together: [
        { browser: 'alice', path: '/' },
        { browser: 'alice', path: 'x', work: -1 },
      ],
    };
    expect(problemsIn(withSteps(together))).toEqual([
      'steps[0].together[1].path: expected a path that starts with /',
      'steps[0].together[1].work: too small: expected number to be >=0',
    ]);
    expect(problemsIn(withSteps({ advance: 1.5 }))).toEqual(['steps[0].advance: expected int, found number']);
  });

  it('reports every problem of its frame and its steps at once', () => {
    expect(problemsIn({ ...good, title: '', steps: [{ wait: -1 }] })).toHaveLength(2);
  });
});

describe('what a scenario’s parts say of each other', () => {
  it('a browser in a step is listed, once', () => {
    expect(problemsIn(withSteps({ send: { browser: 'alcie', path: '/' } }))).toEqual([
      'steps[0].send.browser: no browser "alcie" in browsers (did you mean "alice"?)',
    ]);
    expect(problemsIn(withSteps({ expect: { session: 'carol', exists: true } }))).toEqual([
      'steps[0].expect.session: no browser "carol" in browsers',
    ]);
    expect(problemsIn({ ...good, browsers: ['alice', 'alice'] })).toEqual([
      'browsers[1]: "alice" is listed twice',
    ]);
  });

  it('a request’s id is its own, and an expectation is on one that was sent before', () => {
    expect(problemsIn(withSteps(sent, sent))).toEqual([
      'steps[1].send.id: the id "A" is taken by an earlier request',
    ]);
    expect(problemsIn(withSteps({ expect: { store: 'A', operation: 'save' } }, sent))).toEqual([
      'steps[0].expect.store: no request "A" was sent before this step',
    ]);
  });

  it('configure names options that there are, with values that they take', () => {
    expect(problemsIn(withSteps({ configure: { resaev: true } }))).toEqual([
      'steps[0].configure: unknown key "resaev" (did you mean "resave"?)',
    ]);
    expect(problemsIn(withSteps({ configure: { cookie: { secure: 'maybe' } } }))).toEqual([
      'steps[0].configure.cookie.secure: expected true, false or "auto"; to express-session "maybe" counts as true: write true',
    ]);
    expect(problemsIn(withSteps({ configure: { cookie: { maxAge: 5 } } }))).toEqual([]);
  });

  it('a cookie function stands in the lab’s options alone, as a text or as its lines, and is written as one', () => {
    const withCookie = (options: object) => ({ ...withSteps(sent), lab: { options } });
    const lines = ['(req) => ({', '  secure: req.secure,', '})'];
    for (const cookie of [lines, lines.join('\n')])
      expect(parseScenario(JSON.stringify(withCookie({ cookie })))).toMatchObject({
        scenario: { lab: { options: { cookieForm: 'function', cookieFunction: lines.join('\n') } } },
      });
    expect(problemsIn(withCookie({ cookieForm: 'static', cookieFunction: lines }))).toEqual([]);
    for (const cookie of ['secure', 'true', '{ secure: true }'])
      expect(problemsIn(withCookie({ cookie }))).toEqual([
        expect.stringMatching(/^lab\.options\.cookieFunction: expected the source of a function/),
      ]);
    expect(problemsIn(withCookie({ cookie: '(req) => ({' }))).toEqual([
      'lab.options.cookieFunction: line 1, column 12: the function is not finished here',
    ]);
    for (const patch of [{ cookie: lines }, { cookieFunction: '() => ({})' }])
      expect(problemsIn(withSteps({ configure: patch }))[0]).toMatch(
        /^steps\[0\]\.configure\.cookieFunction: a cookie function is code/,
      );
    expect(
      problemsIn({ ...withCookie({ cookie: lines }), steps: [{ configure: { cookieForm: 'static' } }] }),
    ).toEqual([]);
  });

  it('an expectation is of a known kind and can fail', () => {
    expect(problemsIn(withSteps(sent, { expect: { respnse: 'A' } }))).toEqual([
      'steps[1].expect: expected one of response, session, stored, sessions, cookie, jar, sent, refused, store, operations, verdict, error, logged, same, different, before, size, lifetime, took, answeredBy, found respnse (did you mean "response"?)',
    ]);
    for (const nothing of [{}, { headers: {} }, { body: '' }, { headers: {}, body: '' }])
      expect(problemsIn(withSteps(sent, { expect: { response: 'A', ...nothing } }))).toEqual([
        'steps[1].expect: expected at least one of status, body, json, setCookie, location, headers, failed',
      ]);
    expect(problemsIn(withSteps(sent, { expect: { response: 'A', headers: { etag: false } } }))).toEqual([]);
    expect(problemsIn(withSteps(sent, { expect: { verdict: 'A', rule: 'save-unmodified' } }))[0]).toContain(
      'found "save-unmodified" (did you mean "save-modified"?)',
    );
    expect(problemsIn(withSteps(sent, { expect: { refused: 'A', reason: 'jar-stored' } }))).toEqual([
      'steps[1].expect.reason: jar-stored refuses nothing',
    ]);
    expect(problemsIn(withSteps({ expect: { cookie: 'alice', attributes: { httponly: true } } }))).toEqual([
      'steps[0].expect.attributes: unknown key "httponly" (did you mean "httpOnly"?)',
    ]);
    expect(problemsIn(withSteps({ expect: { session: 'alice', exists: false, equals: 1 } }))).toHaveLength(1);
  });
});

describe('whatever text is given', () => {
  it('is read or refused in words, and never throws', () => {
    const key = fc.constantFrom(
      'send',
      'together',
      'expect',
      'configure',
      'browser',
      'path',
      'id',
      '__proto__',
    );
    const part = fc.dictionary(
      key,
      fc.oneof(
        fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
        fc.string(),
      ),
    );
    const nearly = fc.record(
      {
        format: fc.constant(good.format),
        title: fc.string(),
        browsers: fc.array(fc.string()),
        steps: fc.array(part),
      },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      nearly.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseScenario(given);
        if (parsed.ok) return;
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const problem of parsed.problems) expect(sentenceOf(problem)).toMatch(/\w{2}/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what goes wrong', () => {
  it('is refused by its place', () => {
    expect(
      problemsIn(
        withSteps(
          { fault: {} },
          { fault: { sett: {} } },
          { fault: { set: {} } },
          { fault: { get: { latency: 99_999 } } },
          { fault: { servr: { latency: 1 } } },
          { fault: { server: {} } },
          { fault: { process: { pauze: 100 } } },
          { fault: { clock: { skew: 100_000_000 } } },
        ),
      ),
    ).toEqual([
      'steps[0].fault: expected store, sender, server, process or clock',
      'steps[1].fault: unknown key "sett" (did you mean "set"?)',
      'steps[2].fault.set: expected a latency, or how often it fails',
      expect.stringMatching(/^steps\[3\]\.fault\.get\.latency: /),
      'steps[4].fault: unknown key "servr" (did you mean "server"?)',
      'steps[5].fault.server: expected latency, refuses or hangsUp',
      'steps[6].fault.process: unknown key "pauze" (did you mean "pause"?)',
      expect.stringMatching(/^steps\[7\]\.fault\.clock\.skew: /),
    ]);
    expect(problemsIn(withSteps({ fault: 'none' }, { fault: { set: null, connected: false } }))).toEqual([]);
  });
});

describe('two requests that are compared', () => {
  it('must both have been sent, or be where a redirect leads that is followed', () => {
    const followed = { send: { id: 'login', browser: 'alice', path: '/login', follow: 'end' } };
    expect(problemsIn(withSteps(followed, { expect: { same: ['login', 'login.1'], of: 'sid' } }))).toEqual(
      [],
    );
    expect(
      problemsIn(
        withSteps(
          sent,
          { expect: { before: ['A.sent', 'B.saved'] } },
          { expect: { same: ['A', 'A.1'], of: 'sid' } },
        ),
      ),
    ).toEqual([
      'steps[1].expect.before[1]: no request "B" was sent before this step',
      'steps[2].expect.same[1]: no request "A.1" was sent before this step',
    ]);
  });
});
