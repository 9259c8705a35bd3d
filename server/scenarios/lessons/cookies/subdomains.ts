import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const subdomains: LessonSource = {
  id: 'subdomains',
  title: 'Subdomains',
  claim:
    'A cookie without Domain is sent to its own host alone: who logs in at one subdomain is nobody at the next.',
  text: [
    'Without `domain` a cookie belongs to the one host that set it. With `example.com` as its `domain`, set at `auth.example.com`, it goes to `example.com` too, and to every host below it.',
    '`localhost` and `127.0.0.1` are two hosts as well: who logs in at one of them is not known at the other, and no Domain spans both.',
  ],
  code: { routes: ['account'], snippet: "app.use(session({ cookie: { domain: 'example.com' } }));" },
  lab: { options: { resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login({ host: 'auth.example.com' }) },
    { send: visit('/account', { id: 'next', host: 'dashboard.example.com' }) },
    { expect: { sent: 'next', present: false, reason: 'not-sent-domain' } },
    { expect: { response: 'next', status: 401 } },
  ],
  task: {
    text: 'Let one login count at the dashboard as well.',
    goal: [{ response: 'next', status: 200 }],
    hint: 'A host may set cookies for the domain that it shares with its neighbours.',
    solution: { cookie: { domain: 'example.com' } },
  },
};
