import type { LessonSource } from '../lesson-source.ts';
import { login, post, visit } from '../requests.ts';

export const parallelRegenerate: LessonSource = {
  id: 'parallel-regenerate',
  title: 'Two regenerates at once',
  claim:
    'Of two requests that regenerate at once the browser keeps the last one’s session, and the other’s is left in the store.',
  text: [
    'Both loaded the same session; each destroys it and begins one of its own. Two cookies go to the browser, and the second replaces the first.',
    'Here the login was answered first and the other request second. alice is on an empty session: the next page answers 401, although her login went well. Her logged-in session is in the store, and no browser leads to it.',
    'Regenerate at login, and nowhere that a page asks for several times at once.',
  ],
  code: { routes: ['loginFresh', 'regenerate', 'account'] },
  links: ['session#923'],
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: visit('/views') },
    {
      together: [
        login({ id: 'login', path: '/login/fresh', work: 150 }),
        post('/regenerate', { id: 'other', work: 450 }),
      ],
    },
    { expect: { response: 'login', status: 302, setCookie: true } },
    { expect: { response: 'other', status: 200, setCookie: true } },
    { expect: { verdict: 'other', rule: 'jar-replaced' } },
    { send: visit('/account', { id: 'next' }) },
    { expect: { response: 'next', status: 401 } },
    { expect: { sessions: 2 } },
  ],
};
