import bcrypt from 'bcryptjs';
import type { RequestHandler } from 'express';
import { demoUser } from '../../contract/routes.ts';
import { reloadEarly, saveEarly, work } from '../work.ts';

/** The cheapest that bcrypt has: what is shown here is the session, not how long a password takes to guess. */
const cost = 4;

/** Password hashes by user name, as a database would have them. */
const users = new Map<string, string>([[demoUser.username, bcrypt.hashSync(demoUser.password, cost)]]);

const isRight = (username: string, password: unknown): Promise<boolean> =>
  bcrypt.compare(String(password), users.get(username) ?? '');

export const loginForm: RequestHandler = async (req, res) => {
  await work(req);
  res.type('html').send(
    `<!doctype html>
<title>Log in</title>
<form method="post" action="/login">
  <label>User name <input name="username" autocomplete="username"></label>
  <label>Password <input name="password" type="password" autocomplete="current-password"></label>
  <button>Log in</button>
</form>`,
  );
};

export const login: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const { username = '', password = '' } = req.body ?? {};
  if (!(await isRight(username, password))) {
    await work(req);
    res.status(401).type('text').send('Wrong user name or password.');
    return;
  }
  await saveEarly(req, { user: username });
  await work(req);
  req.session.user = username;
  res.redirect('/me');
};

export const logout: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  req.session.destroy((error) => {
    if (error) return next(error);
    res.redirect('/');
  });
};

export const loginFresh: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  const { username = '', password = '' } = req.body ?? {};
  const isUser = await isRight(username, password);
  await saveEarly(req);
  await work(req);
  if (!isUser) {
    res.status(401).type('text').send('Wrong user name or password.');
    return;
  }
  req.session.regenerate((error) => {
    if (error) return next(error);
    req.session.user = username;
    req.session.save((unsaved) => (unsaved ? next(unsaved) : res.redirect('/me')));
  });
};

export const logoutClear: RequestHandler = async (req, res, next) => {
  await reloadEarly(req);
  await saveEarly(req);
  await work(req);
  const { name = 'connect.sid', path = '/' } = req.query;
  req.session.destroy((error) => {
    if (error) return next(error);
    res.clearCookie(String(name), { path: String(path) }).redirect('/');
  });
};

export const account: RequestHandler = async (req, res) => {
  await reloadEarly(req);
  const { user } = req.session;
  await saveEarly(req);
  await work(req);
  if (user) res.json({ user });
  else res.status(401).type('text').send('Log in first.');
};
