import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const secretRotation: LessonSource = {
  id: 'secret-rotation',
  title: 'Rotating the secret without logging anybody out',
  claim:
    'A new secret in front of the old one signs new cookies, and every cookie signed with the old one stays good.',
  text: [
    'Put the new secret first and keep the old one behind it: `secret: [next, current]`. The first signs, all verify.',
    'alice logged in before the change, and stays logged in. bob, who comes after it, gets a cookie signed with the new one.',
    'Drop the old secret when every cookie signed with it has expired: see `secret-dropped`.',
  ],
  code: { snippet: 'app.use(session({ secret: [process.env.SECRET_NEXT, process.env.SECRET] }));' },
  links: ['session#127', 'session#591'],
  lab: { options: { secret: ['last year’s'], resave: false, saveUninitialized: false } },
  browsers: ['alice', 'bob'],
  steps: [
    { send: login({ id: 'before' }) },
    { expect: { response: 'before', status: 302, setCookie: true } },
    { configure: { secret: ['this year’s', 'last year’s'] } },
    { send: visit('/me', { id: 'after' }) },
    { expect: { verdict: 'after', rule: 'session-found' } },
    { expect: { response: 'after', body: '"user":"johndoe"' } },
    { send: visit('/views', { id: 'bob', browser: 'bob' }) },
    { expect: { response: 'bob', setCookie: true } },
    { configure: { secret: ['this year’s'] } },
    { send: visit('/views', { id: 'bobs', browser: 'bob' }) },
    { expect: { verdict: 'bobs', rule: 'session-found' } },
  ],
};
