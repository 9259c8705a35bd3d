import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const unsignedCookie: LessonSource = {
  id: 'unsigned-cookie',
  title: 'Signing',
  claim: 'An ID alone opens no session: without a signature made with the secret it counts as no cookie.',
  text: [
    'johndoe’s session has the ID 1, and mallory has guessed it. She sends it bare, and then with the `s:` of a signed cookie but no signature: neither gets her anything.',
    'The signature is made of the ID and the secret, so that only who knows the secret can make one. It does not hide the ID, and it does not help once a whole cookie is stolen: see `cookie-is-the-key`.',
  ],
  code: { routes: ['login', 'me'] },
  lab: { options: { genid: 'counter', resave: false, saveUninitialized: false } },
  browsers: ['alice', 'mallory'],
  steps: [
    { send: login() },
    { send: visit('/me', { id: 'bare', browser: 'mallory', cookies: { edited: 'connect.sid=1' } }) },
    { expect: { verdict: 'bare', rule: 'unsigned-cookie' } },
    { expect: { response: 'bare', status: 200, body: '"user":null' } },
    { send: visit('/me', { id: 'unsigned', browser: 'mallory', cookies: { edited: 'connect.sid=s:1' } }) },
    { expect: { verdict: 'unsigned', rule: 'signature-invalid' } },
    { expect: { response: 'unsigned', status: 200, body: '"user":null' } },
    { send: visit('/me', { id: 'signed' }) },
    { expect: { response: 'signed', body: '"user":"johndoe"' } },
  ],
};
