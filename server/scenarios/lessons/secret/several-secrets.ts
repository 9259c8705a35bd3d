import type { LessonSource } from '../lesson-source.ts';
import { visit } from '../requests.ts';

export const severalSecrets: LessonSource = {
  id: 'several-secrets',
  title: 'Several secrets',
  claim:
    'Of several secrets the first alone signs, so a new secret signs nothing as long as it stands behind the old one.',
  text: [
    '`secret` may be an array. Every one of its secrets is tried on a cookie that comes in; the first one signs what goes out.',
    'Here the new secret was added at the *end*. bob’s cookie, made after the change, is still signed with the old one: when the old secret goes, bob has lost his session.',
    'The right order is `[new, old]`: see `secret-rotation`.',
  ],
  code: { snippet: "app.use(session({ secret: ['old', 'new'] })); // the wrong way round" },
  links: ['session#127', 'session#591'],
  lab: { options: { secret: ['old', 'new'], resave: false, saveUninitialized: false } },
  browsers: ['bob'],
  steps: [
    { send: visit('/views', { id: 'signed', browser: 'bob' }) },
    { expect: { response: 'signed', setCookie: true } },
    { configure: { secret: ['new'] } },
    { send: visit('/views', { id: 'after', browser: 'bob' }) },
    { expect: { verdict: 'after', rule: 'signature-invalid' } },
    { expect: { response: 'after', body: '{"views":1}' } },
  ],
  task: {
    text: 'Keep bob’s session alive when the old secret goes.',
    goal: [
      { verdict: 'after', rule: 'session-found' },
      { session: 'bob', path: 'views', equals: 2 },
    ],
    hint: 'The order decides which secret signs.',
    solution: { secret: ['new', 'old'] },
  },
};
