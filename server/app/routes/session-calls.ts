import type { RequestHandler } from 'express';
import { reloadEarly, saveEarly, type WorkingRequest, work } from '../work.ts';

export const touch: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session.touch();
  res.type('text').send('Touched: the expiry of this copy of the session starts anew.');
};

export const save: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session.save((error) => {
    if (error) return next(error);
    res.type('text').send('Saved.');
  });
};

export const reload: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session.reload((error) => {
    if (error) return next(error);
    res.type('text').send('Reloaded.');
  });
};

export const regenerate: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session.regenerate((error) => {
    if (error) return next(error);
    res.type('text').send('Regenerated: a new session ID, an empty session.');
  });
};

export const destroy: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session.destroy((error) => {
    if (error) return next(error);
    res.type('text').send('Destroyed.');
  });
};

export const unset = async (req: WorkingRequest, res: Parameters<RequestHandler>[1]) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session = null;
  res.type('text').send('req.session is null now; the unset option decides what becomes of the stored one.');
};
