import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const tamperedCookie: LessonSource = {
  id: 'tampered-cookie',
  title: 'A tampered cookie is just no cookie',
  claim:
    'A cookie whose signature does not fit is answered like a first visit: 200, a new session, and no error.',
  text: [
    'The signature keeps who does not know the secret from making up session IDs. When none of the secrets fits, the middleware goes on as if there had been no cookie.',
    'Nothing tells the visitor, and nothing is logged, unless `DEBUG=express-session` asks for it. A wrong secret in one of two deployments therefore looks like *users are logged out at random*, not like an error.',
  ],
  code: { routes: ['me'] },
  links: ['session#591'],
  lab: { options: { resave: false, saveUninitialized: true } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    {
      send: visit('/me', { id: 'tampered', cookies: { edited: 'connect.sid=s%3Aanother-id.c2lnbmF0dXJl' } }),
    },
    { expect: { verdict: 'tampered', rule: 'signature-invalid' } },
    { expect: { response: 'tampered', status: 200, body: '"user":null', setCookie: true } },
    { expect: { sessions: 2 } },
  ],
};
