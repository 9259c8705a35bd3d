import type { LessonSource } from '../lesson-source.ts';
import { login, post } from '../requests.ts';

export const reloadAfterDestroy: LessonSource = {
  id: 'reload-after-destroy',
  title: 'reload of a session that is gone',
  claim:
    'session.reload() of a session that was destroyed meanwhile gives an error, and with resave off the session stays gone.',
  text: [
    'The store has nothing for the ID any more, and `reload` says so: *failed to load session*. A handler that does not look at the error goes on with its old copy.',
    'With `resave: true` that copy is saved when the response ends, whether its handler looked at the error or not, and the session is back.',
    'So a reload after a long wait is also a way to notice that the visitor has logged out meanwhile.',
  ],
  code: { routes: ['reload', 'destroy'] },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    {
      together: [post('/reload', { id: 'slow', work: 450 }), post('/destroy', { id: 'destroy', work: 150 })],
    },
    { expect: { response: 'destroy', status: 200 } },
    { expect: { response: 'slow', status: 500, body: 'failed to load session' } },
    { expect: { sessions: 0 } },
  ],
};
