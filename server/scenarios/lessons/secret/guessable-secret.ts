import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const guessableSecret: LessonSource = {
  id: 'guessable-secret',
  title: 'A secret that can be guessed',
  claim: 'Whoever knows the secret and a session’s ID can write a cookie that opens that session.',
  text: [
    '`keyboard cat` is the secret in the documentation, and in thousands of apps. With it, and with IDs that are counted, mallory has never spoken to this app: she signed the ID 1 at home, and is johndoe.',
    'A secret has at least 32 random bytes, comes from the environment, and is in no repository. And `genid` is best left alone.',
  ],
  code: { snippet: "node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"" },
  links: ['session#563'],
  lab: {
    options: { secret: ['keyboard cat'], genid: 'counter', resave: false, saveUninitialized: false },
  },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: login() },
    {
      send: visit('/me', {
        id: 'forged',
        browser: 'mallory',
        cookies: { edited: 'connect.sid=s%3A1.URKic2jjJiHMQqbKBgRZVm7jOYhI36Flwr%2BYh86Ivr4' },
      }),
    },
    { expect: { verdict: 'forged', rule: 'session-found' } },
    { expect: { response: 'forged', body: '"user":"johndoe"' } },
  ],
  task: {
    text: 'Make mallory’s forged cookie worthless, by the secret alone.',
    goal: [
      { verdict: 'forged', rule: 'signature-invalid' },
      { session: 'alice', path: 'user', equals: 'johndoe' },
    ],
    hint: 'Any secret that she does not know.',
    solution: { secret: ['aad0c7b0f1f9e3a2b6bb50f46a1a9a9c0d2f8be45c1e6d7a'] },
  },
};
