import type { LessonSource } from '../lesson-source.ts';
import { login, visit } from '../requests.ts';

export const secretMadeAtStart: LessonSource = {
  id: 'secret-made-at-start',
  title: 'A secret made anew at each start',
  claim: 'When an app makes its secret at each start, a restart logs everybody out, whatever store it has.',
  text: [
    'Nobody can guess `crypto.randomBytes(32)`, and after a restart nobody has it any more: each cookie carries a signature that does not fit, and counts as none.',
    'Here instance 1 is started anew, as in a rolling deploy. The store is not in that process and still has alice’s session, which nothing leads to.',
    'With several instances it fails before any restart, since each makes a secret of its own. Keep one outside of the app, and rotate it as `secret-rotation` does.',
  ],
  code: {
    snippet: 'app.use(session({ secret: process.env.SECRET })); // not randomBytes(32).toString("hex")',
    routes: ['account'],
  },
  links: ['session#127'],
  lab: {
    options: { secret: ['made at the first start'], resave: false, saveUninitialized: false },
    instances: 2,
    sharedStore: true,
  },
  browsers: ['alice'],
  steps: [
    { send: login({ instance: 1 }) },
    { restart: { instance: 1, options: { secret: ['made at the second start'] } } },
    { expect: { sessions: 1 } },
    { send: visit('/account', { id: 'after', instance: 1 }) },
    { expect: { verdict: 'after', rule: 'signature-invalid' } },
    { expect: { response: 'after', status: 401 } },
  ],
};
