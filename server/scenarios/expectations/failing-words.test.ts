import { expect, it } from 'vitest';
import type { EventBody } from '../../contract/events/events.ts';
import type { Expectation } from '../../contract/scenario/scenario.ts';
import { checkOver, jarWith, stored } from './log-of.test-helper.ts';

const log: EventBody[] = [
  {
    type: 'sent',
    request: '1',
    browser: 'alice',
    group: null,
    method: 'GET',
    url: '/me',
    body: null,
    work: 0,
    cookie: 'connect.sid=x; theme=dark',
    mode: 'jar',
    withheld: [{ rule: 'not-sent-path', inputs: { name: 'shop', path: '/shop' }, actual: 'not sent' }],
    redirectOf: null,
  },
  { type: 'arrived', request: '1', method: 'GET', url: '/me', cookie: 'x', place: '2' },
  { type: 'session', request: '1', origin: 'loaded', sid: 's1', session: '{}', version: 1 },
  {
    type: 'answered',
    request: '1',
    status: 200,
    setCookie: ['connect.sid=y; Path=/'],
    location: null,
    headers: { 'content-type': 'application/json' },
  },
  { ...stored('s1', { views: 3 }), error: null } as EventBody,
  { type: 'received', request: '1', status: 200, body: '{"views":3}', bytes: 11 },
  jarWith('s1', { expires: 5000 }),
  { type: 'error', request: '1', message: 'READONLY', stack: null },
  { type: 'printed', stream: 'stderr', text: 'Warning: MemoryStore is not designed for production\n' },
];

const cases: Array<[Expectation, Expectation, string, number]> = [
  [
    { response: 'A', json: { path: 'views', equals: 3 } },
    { response: 'A', json: { path: 'views', equals: 4 } },
    'views in its JSON: 3',
    5,
  ],
  [
    { response: 'A', headers: { 'Content-Type': 'json' } },
    { response: 'A', headers: { etag: true } },
    'no etag',
    3,
  ],
  [
    { response: 'A', headers: { 'set-cookie': true } },
    { response: 'A', headers: { 'set-cookie': false } },
    'set-cookie: connect.sid=y; Path=/',
    3,
  ],
  [{ response: 'A', failed: false }, { response: 'A', failed: true }, 'a whole response', 3],
  [{ stored: 'A', path: 'views', equals: 3 }, { stored: 'A', exists: false }, '{"views":3}', 4],
  [{ sessions: { min: 1 } }, { sessions: { min: 2, max: 3 } }, '1', 4],
  [{ size: 'alice', bytes: { max: 50 } }, { size: 'alice', bytes: { min: 1000 } }, '23 bytes', 4],
  [
    { lifetime: 'alice', of: 'cookie', ms: 5000 },
    { lifetime: 'alice', of: 'cookie', ms: null },
    '5000 ms',
    6,
  ],
  [{ lifetime: 'alice', of: 'stored', ms: null }, { lifetime: 'alice', of: 'stored', ms: 1 }, 'no expiry', 4],
  [{ jar: 'alice', count: 1 }, { jar: 'alice', count: 2 }, '1: connect.sid (Path=/)', 6],
  [
    { sent: 'A', name: 'theme' },
    { sent: 'A', name: 'shop' },
    'Cookie: connect.sid, theme. not-sent-path: shop was not sent: its path /shop does not cover this URL.',
    0,
  ],
  [
    { sent: 'A', name: 'shop', present: false, reason: 'not-sent-path' },
    { sent: 'A', present: false },
    'Cookie: connect.sid, theme',
    0,
  ],
  [{ operations: 'set', request: 'A', count: 1 }, { operations: 'set', failed: true, count: 1 }, '0', -1],
  [{ error: 'A', message: 'READ' }, { error: 'A', present: false }, 'READONLY', 7],
  [
    { logged: 'MemoryStore' },
    { logged: 'deprecated' },
    'last: Warning: MemoryStore is not designed for production',
    8,
  ],
  [{ same: ['A', 'A'], of: 'cookie' }, { different: ['A', 'A'], of: 'cookie' }, 'A y, A y', 7],
  [
    { before: ['A.answered', 'A.saved'] },
    { before: ['A.saved', 'A.answered'] },
    'A.saved 1.0 ms after A.answered',
    3,
  ],
  [{ before: ['A.sent', 'A.saved'] }, { before: ['A.touched', 'A.saved'] }, 'there was no A.touched', 4],
  [{ took: 'A', ms: 5 }, { took: 'A', ms: { min: 100 } }, '5 ms', 5],
  [{ answeredBy: 'A', instance: 2 }, { answeredBy: 'A', app: 'second' }, 'instance 2', 1],
  [
    { verdict: 'A', rule: 'save-resave', present: false },
    { verdict: 'A', rule: 'save-resave' },
    'not-sent-path: shop was not sent: its path /shop does not cover this URL.',
    0,
  ],
];

it.each(cases)('%j holds; where %j does not, it says what was seen and where', (good, bad, seen, event) => {
  expect(checkOver(good, log)).toMatchObject({ holds: true });
  expect(checkOver(bad, log)).toMatchObject({ holds: false, seen, event: event === -1 ? null : event });
});
