import type { RequestHandler } from 'express';
import { reloadEarly, saveEarly, work } from '../work.ts';

export const greeting: RequestHandler = async (req, res) => {
  await work(req);
  res.type('text').send('Hello from the lab. This page leaves the session alone.');
};

export const views: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const views = (req.session.views ?? 0) + 1;
  await saveEarly(req, { views });
  await work(req);
  req.session.views = views;
  res.json({ views });
};

export const me: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const { user = null, cart = {}, views = 0 } = req.session;
  await saveEarly(req);
  await work(req);
  res.json({ user, cart, views });
};

export const cart: RequestHandler<{ item: string }> = async (req, res) => {
  await reloadEarly(req);
  const { item } = req.params;
  const inCart = req.session.cart?.[item] ?? 0;
  const cart = { ...req.session.cart, [item]: inCart + 1 };
  await saveEarly(req, { cart });
  await work(req);
  req.session.cart = cart;
  res.json({ cart });
};

export const user: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const user = req.body ?? {};
  await saveEarly(req, { user });
  await work(req);
  req.session.user = user;
  res.json({ user });
};
