import { describe, expect, it } from 'vitest';
import type { EventBody, LogEvent } from '../events/events.ts';
import { defaultLabConfig } from '../options/lab-config.ts';
import { curlCommand } from './curl-command.ts';
import { exchangesOf } from './exchanges.ts';
import { harText } from './har-file.ts';

const logged = (bodies: readonly EventBody[]): LogEvent[] =>
  bodies.map((body, seq) => ({ ...body, seq, at: seq * 1000 }));

const sent = (request: string, method = 'GET', url = '/me', cookie: string | null = null): EventBody => ({
  type: 'sent',
  request,
  browser: 'alice',
  group: null,
  method,
  url,
  body: null,
  work: 0,
  cookie,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
  headers: { 'x-a': '' },
});

it('leads curl to the lab where no resolver does', () => {
  const commandTo = (host: string) => {
    const [one] = exchangesOf(
      logged([{ ...sent('A'), host, wire: [['Host', `${host}:4321`]] } as EventBody]),
    );
    return one === undefined ? '' : curlCommand(one);
  };
  expect(commandTo('auth.example.com')).toBe(
    "curl 'http://auth.example.com:4321/me' \\\n  --resolve auth.example.com:4321:127.0.0.1",
  );
  expect(commandTo('app.localhost')).toBe("curl 'http://app.localhost:4321/me'");
});

describe('requests of which not all was told', () => {
  it('have what was: in a race, from elsewhere, without an answer', () => {
    const [raced, outside, failed] = exchangesOf(
      logged([
        sent('A', 'GET', '/me', 'a=1'),
        { type: 'arrived', request: '2', method: 'GET', url: '/', cookie: null },
        sent('3'),
        { type: 'answered', request: 'A', status: 302, setCookie: ['a=2; Path=/'], location: '/b' },
        { type: 'headers', request: '2', status: 200, setCookie: [] },
        { type: 'send-failed', request: '3', message: 'Given up.' },
        { type: 'aborted', request: '2' },
      ]),
    );
    expect(raced).toMatchObject({
      origin: null,
      asked: {
        isWhole: false,
        headers: [
          ['x-a', ''],
          ['Cookie', 'a=1'],
        ],
      },
      answered: {
        isWhole: false,
        headers: [
          ['Location', '/b'],
          ['Set-Cookie', 'a=2; Path=/'],
        ],
      },
    });
    expect(outside).toMatchObject({ browser: null, answered: { status: 200 }, failure: { at: 6000 } });
    expect(failed).toMatchObject({ answered: null, failure: { why: 'Given up.' } });
  });

  it('from elsewhere go to where the lab listened by then, if they came to its own app', () => {
    const started = (url: string): EventBody => ({
      type: 'lab-started',
      generation: 1,
      url,
      config: defaultLabConfig(),
      versions: { node: '', express: '', expressSession: '' },
      handler: null,
    });
    const arrived = (request: string, place?: string): EventBody => ({
      type: 'arrived',
      request,
      method: 'GET',
      url: '/',
      cookie: null,
      ...(place && { place }),
    });
    const exchanges = exchangesOf(
      logged([
        started('http://127.0.0.1:3001'),
        arrived('1', '2'),
        started('http://127.0.0.1:3002'),
        arrived('2'),
        arrived('3', 'shop'),
      ]),
    );
    expect(exchanges.map(({ origin }) => origin)).toEqual([
      'http://127.0.0.1:3001',
      'http://127.0.0.1:3002',
      null,
    ]);
    expect(exchanges[1] && curlCommand(exchanges[1])).toBe("curl 'http://127.0.0.1:3002/'");
  });

  it('are a command and a HAR all the same', () => {
    const [head] = exchangesOf(logged([sent('1', 'HEAD', '/a/../{b}')]));
    if (head === undefined) throw new Error('Nothing was sent');
    expect(curlCommand(head).split(' \\\n  ')).toEqual([
      "curl 'http://localhost/a/../{b}'",
      '--head',
      "-H 'x-a;'",
      '--globoff',
      '--path-as-is',
    ]);
    const { log } = JSON.parse(harText([head], 0));
    expect(log).toMatchObject({
      version: '1.2',
      entries: [
        { startedDateTime: '1970-01-01T00:00:00.000Z', response: { status: 0, content: { size: 0 } } },
      ],
    });
  });
});
