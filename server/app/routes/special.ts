import type { RequestHandler } from 'express';
import { reloadEarly, saveEarly, work } from '../work.ts';
import { readCookieChanges } from './cookie-changes.ts';

export const cookie: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const { changes, mistake } = readCookieChanges(req.body);
  await saveEarly(req);
  await work(req);
  if (mistake) {
    res.status(400).type('text').send(mistake);
    return;
  }
  Object.assign(req.session.cookie, changes);
  res.json(req.session.cookie);
};

export const before: RequestHandler = async (req, res) => {
  await work(req);
  res.json({ session: typeof req.session });
};

export const big: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const kb = Number(req.query['kb'] ?? 64);
  if (!(kb >= 0 && kb <= 10_240)) {
    await work(req);
    res.status(400).type('text').send('kb: expected a number from 0 to 10240.');
    return;
  }
  const big = 'x'.repeat(kb * 1024);
  await saveEarly(req, { big });
  await work(req);
  req.session.big = big;
  res.json({ kb });
};

export const fail: RequestHandler = async (req) => {
  await reloadEarly(req);
  const attempts = (req.session.attempts ?? 0) + 1;
  await saveEarly(req, { attempts });
  await work(req);
  req.session.attempts = attempts;
  throw new Error('This route always fails, after it has changed the session.');
};
