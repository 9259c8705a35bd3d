import { visit } from '../requests.ts';
import {
  advice,
  type Flip,
  notOfALab,
  ran,
  type Sentences,
  seen,
  send,
  setting,
  title,
} from './sentence.test-helper.ts';

/** The change before the first bytes, and none at all. */
const inTime =
  "async (req, res) => { req.session.user = 'johndoe'; res.write('one moment … '); await work(req); res.end('done'); }";
const tooLate =
  "async (req, res) => { res.write('one moment … '); await work(req); req.session.user = 'johndoe'; res.end('done'); }";
const changesFirst: Flip = { lab: { handler: inTime } };
const changesNothing: Flip = {
  lab: { handler: "(req, res) => { res.write('one moment … '); res.end('done') }" },
};
const bobIsNew: Flip = { steps: { 7: { send: visit('/before', { id: 'visit', browser: 'bob' }) } } };

const handled = (handler: string) => ({ lab: { handler }, steps: [send('/mine', { id: 'mine' })] });
const twice = (handler: string) => ({ lab: { handler }, steps: [send('/mine'), send('/mine')] });
const regenerates = (first: string, then: string) => ({
  lab: { handler: `(req, res) => { ${first}; req.session.regenerate(() => { ${then}; res.end('done') }) }` },
  steps: [send('/views'), send('/mine'), send('/me', { id: 'next' })],
});
const renewed = (handler: string) => ({
  options: { cookie: { maxAge: 3_600_000 } },
  lab: { handler },
  steps: [send('/views'), { advance: 1_800_000 }, send('/mine')],
});

const savesAtOnce: Flip = {
  steps: { 1: { send: visit('/mine?save=1', { id: 'unsaved', work: 50 }) } },
};
const neverSaves: Flip = { steps: { 5: { send: visit('/mine', { id: 'saved', work: 50 }) } } };

const isNoted = { session: 'alice', path: 'note', equals: 1 } as const;
const isNotNoted = { session: 'alice', path: 'note', exists: false } as const;
const noting = (body: string) => ({
  lab: { handler: `(req, res) => { const note = () => { req.session.note = 1 }; ${body} }` },
  steps: [send('/views'), send('/mine'), { wait: 200 }],
});
const ends = (end: string) => [noting(`note(); ${end}`), noting(`${end}; note()`)] as const;
const worksOn = (path: string) => ({
  lab: {
    handler:
      "async (req, res) => { res.json({ ok: true }); await work(req); req.session.mailed = true; if (req.query.save === '1') req.session.save(); }",
  },
  steps: [
    send('/views'),
    send(path, { work: 600 }),
    send('/cart/apples', { method: 'POST' as const }),
    { wait: 1200 },
  ],
});

export const endingSentences: Readonly<Record<string, Sentences>> = {
  'headers-out': [
    title('The headers were out already'),
    seen('A session that first gets something', [3], changesNothing),
    seen('after the first bytes of its response', [1, 2], changesFirst),
    seen('is saved,', [3], changesNothing),
    seen('and no browser ever learns its ID.', [2, 4, 6], changesFirst),
    seen(
      'Cookies travel in the headers, and the headers leave with the first bytes: with `res.write`,',
      [2],
      changesFirst,
    ),
    ran(
      '`res.flushHeaders`,',
      { verdict: 'mine', rule: 'headers-out-new-session' },
      handled("(req, res) => { res.flushHeaders(); req.session.user = 'johndoe'; res.end() }"),
      handled("(req, res) => { req.session.user = 'johndoe'; res.flushHeaders(); res.end() }"),
    ),
    notOfALab('or the beginning of a stream or of server-sent events.', 'they are made of res.write'),
    seen('express-session decides about its cookie at that moment.', [1, 2], changesFirst),
    setting('The handler here begins its answer, waits, and logs the user in.'),
    seen(
      'For alice it is too late: what she sent had no session yet, so no cookie went out,',
      [2, 4],
      changesFirst,
    ),
    seen('and what is saved afterwards', [3], changesNothing),
    seen('is a session that she cannot find.', [6], changesFirst),
    ran(
      'Each time she comes, another one is left in the store.',
      { sessions: 2 },
      twice(tooLate),
      twice(inTime),
    ),
    setting('bob had his session from an earlier visit.'),
    seen('His browser needs no cookie, and the change is found the next time;', [9, 10], bobIsNew),
    ran(
      'what he would miss is a new ID after `req.session.regenerate()`,',
      { verdict: 'next', rule: 'unknown-sid' },
      regenerates("res.write('one moment … ')", 'req.session.user = 1'),
      regenerates('', "req.session.user = 1; res.write('one moment … ')"),
    ),
    ran(
      'or a renewed expiry.',
      { lifetime: 'alice', of: 'cookie', ms: { max: 2_700_000 } },
      renewed(tooLate),
      renewed(inTime),
    ),
    advice('So change the session first, then write.'),
    advice('Where the answer has to begin early, put something into the session before it does.'),
  ],
  'changed-after-end': [
    title('Changed after the end'),
    seen(
      'What a handler puts into its session after it ended the response is saved by nobody,',
      [4],
      savesAtOnce,
    ),
    seen('unless the handler calls save itself.', [7, 8], neverSaves),
    ran('express-session saves when the response ends: within `res.end`,', isNoted, ...ends('res.end()')),
    ran('and so within `res.json`,', isNoted, ...ends('res.json({})')),
    ran('`res.send`', isNoted, ...ends("res.send('sent')")),
    ran('and `res.redirect`.', isNoted, ...ends("res.redirect('/')")),
    seen('Nothing looks at the session after that.', [3, 4], savesAtOnce),
    setting(
      'The handler here answers at once and goes on working: it sends a mail, say, and notes in the session that it did.',
    ),
    seen('`req.session` is still there and takes the value;', [8], neverSaves),
    seen('the next request loads what was stored, and the note is not in it.', [4], savesAtOnce),
    notOfALab('There is no error, and nothing in any log.', 'read in express-session 1.19: it keeps no log'),
    seen(
      'The second time the handler calls `req.session.save()` after its change (`?save=1`), and the note is there.',
      [7, 8],
      neverSaves,
    ),
    ran(
      'It is then a write like any other: it can overwrite what a request in between has saved.',
      { session: 'alice', path: 'cart', exists: false },
      worksOn('/mine?save=1'),
      worksOn('/mine'),
    ),
    ran(
      'The same holds for a listener of `finish`,',
      isNotNoted,
      noting("res.on('finish', note); res.end()"),
      noting('note(); res.end()'),
    ),
    ran(
      'for a callback without `await`,',
      isNotNoted,
      noting('setTimeout(note, 20); res.end()'),
      noting('setTimeout(() => { note(); res.end() }, 20)'),
    ),
    ran(
      'and for a promise that nobody waits for.',
      isNotNoted,
      noting('new Promise((done) => setTimeout(done, 20)).then(note); res.end()'),
      noting('new Promise((done) => setTimeout(done, 20)).then(note).then(() => res.end())'),
    ),
  ],
};
