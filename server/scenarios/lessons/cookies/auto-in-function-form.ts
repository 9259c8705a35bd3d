import type { LessonSource } from '../lesson-source.ts';
import { login } from '../requests.ts';

export const autoInFunctionForm: LessonSource = {
  id: 'auto-in-function-form',
  title: "'auto' in the function form",
  claim: 'Where cookie is a function that returns secure auto, no cookie is ever sent over plain http.',
  text: [
    'Since 1.19 `cookie` may be a function of the request. But `auto` is looked for in what was *given* as `cookie`, which is then the function: it is never resolved, and the text `auto` stays in `secure`. A text that is not empty counts as true.',
    'So the cookie is Secure, and withheld on every connection that is not. In a function, decide yourself.',
  ],
  code: { snippet: 'app.use(session({ cookie: (req) => ({ secure: req.secure }) }));' },
  links: ['session#1081', 'session#1087'],
  lab: {
    options: { resave: false, saveUninitialized: false, cookieForm: 'function', cookie: { secure: 'auto' } },
  },
  browsers: ['alice'],
  steps: [
    { send: login({ id: 'login' }) },
    { expect: { response: 'login', status: 302, setCookie: false } },
    { expect: { verdict: 'login', rule: 'no-cookie-insecure' } },
    { expect: { sessions: 1 } },
  ],
  task: {
    text: 'Get the cookie out, with secure still at auto.',
    goal: [{ response: 'login', setCookie: true }],
    hint: 'The other form of the option works.',
    solution: { cookieForm: 'static' },
  },
};
