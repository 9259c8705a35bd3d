import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const storeWithoutTouch: LessonSource = {
  id: 'store-without-touch',
  title: 'A store without touch',
  claim:
    'On a store without touch, with resave off and a maxAge, a visitor who only reads is logged out in the middle of his visit.',
  text: [
    '`touch` is optional for a store. Where it is missing and nothing changed, express-session does nothing at all: the stored expiry stays where the last *save* put it.',
    'alice reads after 40 of 60 seconds. Her cookie is renewed, by `rolling`; her session is not. After 80 seconds the browser still sends the cookie, and the store has nothing for it.',
    'On such a store `resave: true` is right, with all that it costs: see `reader-undoes-write`. A store with `touch` is better.',
  ],
  code: { routes: ['me'] },
  links: ['session#357', 'session#2', 'connect-redis#251'],
  lab: {
    options: { resave: false, saveUninitialized: false, rolling: true, cookie: { maxAge: 60000 } },
    store: { kind: 'memory-no-touch' },
  },
  notOn: {
    memory: 'It has touch.',
    'memory-non-atomic-touch': 'It has touch.',
    sqlite: 'It has touch.',
  },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    { advance: 40000 },
    { send: visit('/me', { id: 'reader' }) },
    { expect: { verdict: 'reader', rule: 'nothing-no-touch' } },
    { expect: { response: 'reader', body: '"views":1', setCookie: true } },
    { advance: 40000 },
    { expect: { cookie: 'alice', present: true } },
    { send: visit('/me', { id: 'later' }) },
    { expect: { verdict: 'later', rule: 'unknown-sid' } },
    { expect: { response: 'later', body: '"views":0' } },
  ],
  task: {
    text: 'Keep alice’s session alive on this store.',
    goal: [{ verdict: 'later', rule: 'session-found' }],
    hint: 'What cannot be touched can be saved.',
    solution: { resave: true },
  },
};
