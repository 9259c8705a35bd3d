import type { LessonSource } from '../lesson-source.ts';

const get = (id: string, browser: string, path: string) => ({ send: { id, browser, path } });

export const headersOut: LessonSource = {
  id: 'headers-out',
  title: 'The headers were out already',
  claim:
    'A session that first gets something after the first bytes of its response is saved, and no browser ever learns its ID.',
  text: [
    'Cookies travel in the headers, and the headers leave with the first bytes: with `res.write`, `res.flushHeaders`, or the beginning of a stream or of server-sent events. express-session decides about its cookie at that moment.',
    'The handler here begins its answer, waits, and logs the user in. For alice it is too late: what she sent had no session yet, so no cookie went out, and what is saved afterwards is a session that she cannot find. Each time she comes, another one is left in the store.',
    'bob had his session from an earlier visit. His browser needs no cookie, and the change is found the next time; what he would miss is a new ID after `req.session.regenerate()`, or a renewed expiry.',
    'So change the session first, then write. Where the answer has to begin early, put something into the session before it does.',
  ],
  code: {
    routes: ['me'],
    snippet:
      "req.session.user = user; // decides that there will be a cookie\nres.write('one moment …'); // it leaves with this\nawait longWork();\nres.end();",
  },
  links: ['session#828'],
  lab: {
    options: { resave: false, saveUninitialized: false },
    handler: [
      'async (req, res) => {',
      "  res.write('one moment … ');",
      '  await work(req);',
      "  req.session.user = 'johndoe';",
      "  res.end('done');",
      '}',
    ],
  },
  browsers: ['alice', 'bob'],
  steps: [
    get('alices', 'alice', '/mine'),
    { expect: { verdict: 'alices', rule: 'headers-out-new-session' } },
    { expect: { response: 'alices', status: 200, setCookie: false } },
    { expect: { stored: 'alices', path: 'user', equals: 'johndoe' } },
    { expect: { cookie: 'alice', present: false } },
    get('next', 'alice', '/me'),
    { expect: { sent: 'next', present: false } },
    get('visit', 'bob', '/views'),
    get('bobs', 'bob', '/mine'),
    { expect: { verdict: 'bobs', rule: 'headers-out-new-session', present: false } },
    { expect: { session: 'bob', path: 'user', equals: 'johndoe' } },
  ],
};
