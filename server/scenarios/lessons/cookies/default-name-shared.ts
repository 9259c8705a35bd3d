import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const defaultNameShared: LessonSource = {
  id: 'default-name-shared',
  title: 'Two apps on one host',
  claim: 'Two apps on one host that both keep the default cookie name log their visitors out of each other.',
  text: [
    'Cookies know a host and a path, and no port. An app on `localhost:3000` and one on `localhost:4000` share a jar, and both call their cookie `connect.sid`: each overwrites the other’s, and finds in it a signature that it does not know.',
    'Give each app a `name` of its own.',
  ],
  code: { routes: ['account'], snippet: "app.use(session({ name: 'shop.sid' }));" },
  links: ['session#364', 'session#124'],
  lab: { options: { resave: false, saveUninitialized: false }, secondApp: {} },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { send: visit('/views', { id: 'elsewhere', app: 'second' }) },
    { expect: { verdict: 'elsewhere', rule: 'signature-invalid' } },
    { expect: { verdict: 'elsewhere', rule: 'jar-replaced' } },
    { send: visit('/account', { id: 'back' }) },
    { expect: { verdict: 'back', rule: 'signature-invalid' } },
    { expect: { response: 'back', status: 401 } },
  ],
  task: {
    text: 'Let alice stay logged in here, whatever she does over there.',
    goal: [{ response: 'back', status: 200 }],
    hint: 'Two cookies of different names do not get in each other’s way.',
    solution: { name: 'shop.sid' },
  },
};
