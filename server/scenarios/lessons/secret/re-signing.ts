import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const reSigning: LessonSource = {
  id: 're-signing',
  title: 'When an old cookie is signed anew',
  claim:
    'After a rotation a cookie keeps its old signature until Set-Cookie is sent for it, which without rolling a reader’s request never does.',
  text: [
    'A cookie is signed when it is *sent*. After a rotation, a visitor who only reads may keep one with the old signature for as long as the session lives; dropping the old secret then logs him out.',
    'Wait out the longest `maxAge`. Or send the cookie with every response for a while, by `rolling: true`: each visitor who comes leaves with one signed by the new secret.',
  ],
  code: { snippet: "app.use(session({ secret: ['new', 'old'], rolling: true }));" },
  links: ['session#127', 'session#591'],
  lab: { options: { secret: ['old'], resave: false, saveUninitialized: false } },
  browsers: ['alice'],
  steps: [
    { send: login() },
    { configure: { secret: ['new', 'old'] } },
    { send: visit('/me', { id: 'rotated' }) },
    { expect: { response: 'rotated', body: '"user":"johndoe"', setCookie: false } },
    { configure: { secret: ['new'] } },
    { send: visit('/me', { id: 'dropped' }) },
    { expect: { verdict: 'dropped', rule: 'signature-invalid' } },
    { expect: { response: 'dropped', body: '"user":null' } },
  ],
  task: {
    text: 'Keep alice logged in when the old secret is dropped.',
    goal: [
      { response: 'rotated', setCookie: true },
      { response: 'dropped', body: '"user":"johndoe"' },
    ],
    hint: 'Which option sends the cookie with every response?',
    solution: { rolling: true },
  },
};
