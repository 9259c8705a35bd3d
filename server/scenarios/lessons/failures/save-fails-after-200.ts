import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const saveFailsAfter200: LessonSource = {
  id: 'save-fails-after-200',
  title: 'A save that fails after the 200',
  claim:
    'When the save at the end of a response fails, the browser has already got its 200, and for a new session a cookie that leads nowhere.',
  text: [
    'The session is saved when the response ends: by then the headers and all but the last byte of the body are out. The error goes to Express, which cannot answer any more: it can log it and close the connection.',
    'alice reads that an apple is in her cart. It is not, and her cookie leads nowhere. Of a session that was there before, the store keeps what it had.',
    'Where it matters, save by hand and answer afterwards: `req.session.save((error) => …)`.',
  ],
  code: {
    routes: ['cart'],
    snippet: 'req.session.save((error) => (error ? next(error) : res.json({ cart })));',
  },
  links: ['connect-redis#194', 'connect-redis#373'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { fault: { set: { fails: 1, message: 'disk full' } } },
    { send: post('/cart/apples', { id: 'A' }) },
    { expect: { response: 'A', status: 200, body: '{"cart":{"apples":1}}', setCookie: true } },
    { expect: { error: 'A', message: 'disk full' } },
    { expect: { sessions: 0 } },
    { expect: { cookie: 'alice', present: true } },
    { send: visit('/me', { id: 'next' }) },
    { expect: { verdict: 'next', rule: 'unknown-sid' } },
    { expect: { response: 'next', body: '"cart":{}' } },
  ],
};
