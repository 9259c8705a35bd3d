import { describe, expect, it } from 'vitest';
import { isRepeatable } from './repeatable.ts';

describe('a handler that does the same every time', () => {
  it.each([
    'async (req, res) => {\n  const seen = req.session.seen ?? 0\n  await work(req) // as long as the form says\n  req.session.seen = seen + 1\n  res.json({ seen: req.session.seen })\n}',
    "(req, res) => { req.session.user = 'johndoe'; res.end('ok'); }",
    'function (req, res) { res.sendStatus(204) }',
    "(req, res, next) => { req.session.regenerate((error) => { if (error) next(error); else res.end('new'); }); }",
  ])('is seen to: %s', (source) => expect(isRepeatable(source)).toBe(true));

  it.each([
    ['asks chance', '(req, res) => { req.session.dice = Math.random(); res.end(); }'],
    ['asks the clock', '(req, res) => { req.session.at = Date.now(); res.end(); }'],
    ['answers an ID', '(req, res) => { req.session.mine = req.sessionID; res.end(); }'],
    [
      'keeps something itself',
      '(() => { let n = 0; return (req, res) => { req.session.n = ++n; res.end(); } })()',
    ],
    ['keeps something in the app', '(req, res) => { req.app.locals.n = 1; res.end(); }'],
    ['needs another module', "(req, res) => { require('node:fs'); res.end(); }"],
    ['imports another module', "async (req, res) => { await import('node:fs'); res.end(); }"],
    ['waits by itself', '(req, res) => { setTimeout(() => res.end(), 50); }'],
    ['goes on after its answer', 'async (req, res) => { res.end(); await work(req); req.session.late = 1; }'],
    ['listens', "(req, res) => { res.on('finish', () => { req.session.late = 1; }); res.end(); }"],
    ['never answers', '(req, res) => { req.session.n = 1; }'],
    ['is another’s', 'handler'],
  ])('is not one that %s', (_, source) => expect(isRepeatable(source)).toBe(false));
});
