import type { LessonSource } from '../lesson-source.ts';

const mine = (id: string, path: string) => ({ send: { id, browser: 'alice', path, work: 50 } });

export const changedAfterEnd: LessonSource = {
  id: 'changed-after-end',
  title: 'Changed after the end',
  claim:
    'What a handler puts into its session after it ended the response is saved by nobody, unless the handler calls save itself.',
  text: [
    'express-session saves when the response ends: within `res.end`, and so within `res.json`, `res.send` and `res.redirect`. Nothing looks at the session after that.',
    'The handler here answers at once and goes on working: it sends a mail, say, and notes in the session that it did. `req.session` is still there and takes the value; the next request loads what was stored, and the note is not in it. There is no error, and nothing in any log.',
    'The second time the handler calls `req.session.save()` after its change (`?save=1`), and the note is there. It is then a write like any other: it can overwrite what a request in between has saved.',
    'The same holds for a listener of `finish`, for a callback without `await`, and for a promise that nobody waits for.',
  ],
  code: {
    routes: [],
    snippet:
      'res.json({ ok: true });\nawait sendMail();\nreq.session.mailed = true;\nreq.session.save(report); // without it: lost',
  },
  links: ['session#315'],
  lab: {
    options: { resave: false, saveUninitialized: false },
    handler: [
      'async (req, res) => {',
      '  res.json({ ok: true });',
      '  await work(req);',
      '  req.session.mailed = true;',
      "  if (req.query.save === '1') req.session.save();",
      '}',
    ],
  },
  browsers: ['alice'],
  steps: [
    { send: { id: 'visit', browser: 'alice', path: '/views' } },
    mine('unsaved', '/mine'),
    { wait: 400 },
    { expect: { verdict: 'unsaved', rule: 'changed-after-end' } },
    { expect: { session: 'alice', path: 'mailed', exists: false } },
    mine('saved', '/mine?save=1'),
    { wait: 400 },
    { expect: { verdict: 'saved', rule: 'changed-after-end', present: false } },
    { expect: { session: 'alice', path: 'mailed', equals: true } },
  ],
};
