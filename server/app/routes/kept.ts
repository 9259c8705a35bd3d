import type { RequestHandler } from 'express';
import { reloadEarly, saveEarly, work } from '../work.ts';

/** What each thing is now, by the name of its class: Date, Map, Function, String, undefined. */
const classesOf = (things: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(things).map(([name, thing]) => [name, thing?.constructor.name ?? String(thing)]),
  );

export const keep: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const things = { date: new Date(), map: new Map([['a', 1]]), call: () => 'hello', nothing: undefined };
  await saveEarly(req, { things });
  await work(req);
  req.session.things = things;
  res.json(classesOf(things));
};

export const kept: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const { things = {} } = req.session;
  await saveEarly(req);
  await work(req);
  res.json(classesOf(things));
};

export const id: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const { id } = req.session;
  await saveEarly(req);
  await work(req);
  let error: unknown = null;
  try {
    req.session.id = 'an ID of my own';
  } catch (thrown) {
    error = String(thrown);
  }
  res.json({ same: req.session.id === id && req.sessionID === id, error });
};
