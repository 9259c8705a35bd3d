import { describe, expect, it } from 'vitest';
import { labRoutes, ownHandlerPath } from '../../contract/routes.ts';
import { mostHandlerBytes } from '../../contract/scenario/own-handler.ts';
import { scenarioText } from '../../contract/scenario/scenario.ts';
import { lineOf } from '../../words/problems.ts';
import { parseScenario } from './parse.ts';

const visit = { send: { browser: 'alice', path: '/mine' } };
const fileWith = (lab: unknown, ...steps: unknown[]) =>
  JSON.stringify({
    format: 'session-playground/scenario@1',
    title: 'A handler',
    lab,
    browsers: ['alice'],
    steps: steps.length === 0 ? [visit] : steps,
  });
const problemsOf = (lab: unknown, ...steps: unknown[]): string[] => {
  const parsed = parseScenario(fileWith(lab, ...steps));
  return parsed.ok ? [] : parsed.problems.map(lineOf);
};

describe('a handler of one’s own in a scenario’s lab', () => {
  it('is a text or a list of lines, and is written line by line again', () => {
    const lines = ['(req, res) => {', "  res.end('x');", '}'];
    for (const handler of [lines, lines.join('\n')]) {
      const parsed = parseScenario(fileWith({ handler }));
      expect(parsed).toMatchObject({ ok: true, scenario: { lab: { handler: lines.join('\n') } } });
      const written = parsed.ok ? scenarioText(parsed.scenario) : '';
      expect(JSON.parse(written)).toMatchObject({ lab: { handler: lines } });
      expect(parseScenario(written)).toEqual(parsed);
    }
  });

  it('is refused in another shape, with what it is to be', () => {
    for (const handler of [{ path: '/checkout', code: '() => {}' }, 7, null, ['a', 1]])
      expect(problemsOf({ handler })).toEqual([
        expect.stringMatching(
          /^lab\.handler: expected the source of a function .* answers at \/mine, whatever the method$/,
        ),
      ]);
  });

  it('may have so many bytes, and not one more', () => {
    const padded = (bytes: number) => `() => {} /*${'é'.repeat((bytes - 13) / 2)}*/`;
    expect(problemsOf({ handler: `${padded(mostHandlerBytes - 1)} ` })).toEqual([]);
    expect(problemsOf({ handler: `${padded(mostHandlerBytes - 1)}  ` })).toEqual([
      `lab.handler: expected at most ${mostHandlerBytes} bytes of code`,
    ]);
  });

  it('that is no function is refused by its line, and nothing of it is run', () => {
    expect(problemsOf({ handler: ['(req, res) => {', '  res.end(;', '}'] })).toEqual([
      "lab.handler: line 2, column 11: Unexpected token ';'",
    ]);
    expect(problemsOf({ handler: '(req, res) => {' })).toEqual([
      'lab.handler: line 1, column 16: the function is not finished here',
    ]);
    expect(problemsOf({ handler: ' ' })).toEqual([expect.stringContaining('found nothing')]);
    expect(problemsOf({ handler: 'process.exit(3)' })).toEqual([]);
  });

  it('that no step reaches is refused, as its author means another path', () => {
    const elsewhere = { send: { browser: 'alice', path: '/checkout' } };
    expect(problemsOf({ handler: '() => {}' }, elsewhere)).toEqual([
      expect.stringMatching(/^lab\.handler: no step sends a request to \/mine/),
    ]);
    for (const path of ['/mine', '/Mine/', '/mine?work=3'])
      expect(problemsOf({ handler: '() => {}' }, { together: [{ browser: 'alice', path }] })).toEqual([]);
  });

  it('stands where no built-in route does', () => {
    const paths: string[] = Object.values(labRoutes).map(({ path }) => path);
    expect(paths).not.toContain(ownHandlerPath);
  });
});

describe('what no scenario can do', () => {
  const send = (request: object) => ({ send: { browser: 'alice', path: '/views', ...request } });

  it.each([
    ['a port', {}, send({ port: 5173 }), 'steps[0].send: "port": a request says which host it goes to'],
    ['a host of the lab', { host: 'localhost' }, send({}), 'lab: "host": a request says which host'],
    ['a deploy', {}, { deploy: true }, 'steps[0]: "deploy": the app is started anew by the step restart'],
    [
      'a WebSocket',
      {},
      send({ headers: { Upgrade: 'websocket' } }),
      'steps[0].send.headers.upgrade: the header upgrade',
    ],
    ['a WebSocket of its own', {}, { websocket: {} }, 'steps[0]: "websocket": no WebSocket can be opened'],
    ['another client', {}, send({ agent: 'superagent' }), 'steps[0].send: "agent": every browser keeps'],
    ['TLS', { tls: true }, send({}), 'lab: "tls": the lab itself speaks plain http'],
    ['a store’s ttl', { store: { kind: 'memory', ttl: 60 } }, send({}), 'lab.store: "ttl": the stores here'],
    ['several handlers', { handlers: [] }, send({}), 'lab: "handlers": the lab has its built-in routes'],
    ['a cache', { cache: true }, send({}), 'lab: "cache": nothing stands between'],
  ])('is said of %s, with the nearest that it can', (_, lab, step, words) => {
    const [line, ...more] = problemsOf(lab, step);
    expect(more).toEqual([]);
    expect(line).toContain(words);
    expect(line).toContain('Nearest: ');
  });

  it('is not said of an option that is misplaced, nor of a plain mistake', () => {
    expect(problemsOf({ options: { secure: true } }, send({}))[0]).toContain('unknown key "secure"');
    expect(problemsOf({}, send({ wrok: 3 }))[0]).toContain('did you mean "work"?');
  });
});
