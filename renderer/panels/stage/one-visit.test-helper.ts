import type { EventBody } from '../../../server/contract/events/events.ts';
import { sessionText } from '../../history/sample-log.test-helper.ts';

const sid = 'abc';

/** A browser's first visit, as a log has it. */
export const oneVisit: EventBody[] = [
  { type: 'browser-added', browser: { name: 'alice', hue: 0 } },
  {
    type: 'sent',
    request: 'A',
    browser: 'alice',
    group: null,
    method: 'GET',
    url: '/views',
    body: null,
    work: 0,
    cookie: null,
    mode: 'jar',
    withheld: [],
    redirectOf: null,
  },
  { type: 'arrived', request: 'A', method: 'GET', url: '/views', cookie: null },
  { type: 'session', request: 'A', origin: 'generated', sid, session: sessionText({}), version: null },
  {
    type: 'changed',
    request: 'A',
    sid,
    session: sessionText({ views: 1 }),
    changes: [{ path: 'views', after: 1 }],
    seenAt: 'end',
  },
  { type: 'headers', request: 'A', status: 200, setCookie: ['connect.sid=s%3Aabc'] },
  { type: 'answered', request: 'A', status: 200, setCookie: ['connect.sid=s%3Aabc'], location: null },
  { type: 'jar', browser: 'alice', request: 'A', verdicts: [], cookies: [] },
  { type: 'received', request: 'A', status: 200, body: '{"views":1}', bytes: 11 },
];
