import type { LessonSource } from '../lesson-source.ts';
import { post, visit } from '../requests.ts';

export const passwordInSession: LessonSource = {
  id: 'password-in-session',
  title: 'A password in a session',
  claim:
    'What is put into a session lies in the store as plain text, unless the store encrypts it, a password too, long after the request is over.',
  text: [
    'A handler that keeps the whole form, `req.session.user = req.body`, keeps the password. It is in Redis, in its backups, in whatever prints the session, and it comes with every load.',
    'The secret does not help: it signs the cookie’s ID, and encrypts nothing.',
    'Keep the user’s ID, and nothing that would hurt if it were read.',
  ],
  code: { routes: ['user'] },
  lab: { options: { resave: false, saveUninitialized: false, cookie: { maxAge: 3600000 } } },
  browsers: ['alice'],
  steps: [
    { send: post('/user', { form: { name: 'Ada', password: 'correct horse battery' } }) },
    { expect: { session: 'alice', path: 'user.password', equals: 'correct horse battery' } },
    { advance: 1800000 },
    { send: visit('/me', { id: 'later' }) },
    { expect: { response: 'later', body: 'correct horse battery' } },
  ],
};
