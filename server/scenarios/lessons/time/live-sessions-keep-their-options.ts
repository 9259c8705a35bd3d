import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const liveSessionsKeepTheirOptions: LessonSource = {
  id: 'live-sessions-keep-their-options',
  title: 'Options do not reach live sessions',
  claim:
    'A session that began before the cookie options were changed keeps the settings that it was stored with.',
  text: [
    'The `cookie` options are read when a session is *made*; afterwards the stored session’s own settings count. After a deployment that shortens `maxAge` or adds `sameSite`, whoever is logged in goes on under the old rules, for as long as the old session lives.',
    'To reach everybody at once, change the `name` or the secret: all begin anew.',
  ],
  code: { snippet: "app.use(session({ cookie: { maxAge: 60000, sameSite: 'strict' } })); // from today on" },
  links: ['session#793'],
  lab: { options: { resave: false, saveUninitialized: false, rolling: true } },
  browsers: ['alice', 'bob'],
  steps: [
    { send: login() },
    { configure: { cookie: { maxAge: 60000, sameSite: 'strict' } } },
    { send: visit('/me', { id: 'alices' }) },
    { expect: { response: 'alices', body: '"user":"johndoe"', setCookie: true } },
    { expect: { cookie: 'alice', attributes: { expires: null, sameSite: null } } },
    { send: login({ browser: 'bob' }) },
    { expect: { cookie: 'bob', attributes: { sameSite: 'strict' } } },
    { advance: 61000 },
    { expect: { cookie: 'bob', present: false } },
    { send: visit('/me', { id: 'later' }) },
    { expect: { response: 'later', body: '"user":"johndoe"' } },
  ],
};
