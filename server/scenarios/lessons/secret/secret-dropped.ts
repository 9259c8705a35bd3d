import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const secretDropped: LessonSource = {
  id: 'secret-dropped',
  title: 'Dropping the old secret',
  claim:
    'When a secret is no longer listed, every session whose cookie it signed is lost to its browser, though the store still has it.',
  text: [
    'Replacing the secret logs everybody out at once. No error is raised: a signature that fits no listed secret counts as no cookie at all.',
    'The sessions stay in the store, and nobody can reach them before the secret is listed again.',
    'Sometimes that is what is wanted: it is the quickest way to log everybody out and keep the store.',
  ],
  code: { snippet: 'app.use(session({ secret: [process.env.SECRET_NEXT] })); // the old one is not there' },
  links: ['session#127', 'session#591'],
  lab: { options: { secret: ['old'], resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { configure: { secret: ['new'] } },
    { send: visit('/me', { id: 'after' }) },
    { expect: { verdict: 'after', rule: 'signature-invalid' } },
    { expect: { response: 'after', status: 200, body: '"user":null', setCookie: false } },
    { expect: { sessions: 1 } },
    { configure: { secret: ['new', 'old'] } },
    { send: visit('/me', { id: 'restored' }) },
    { expect: { response: 'restored', body: '"user":"johndoe"' } },
  ],
};
