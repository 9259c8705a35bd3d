import bcrypt from 'bcryptjs';
import type { RequestHandler } from 'express';
import { demoUser } from '../../contract/routes.ts';
import { reloadEarly, saveEarly, work } from '../work.ts';

/** The cheapest that bcrypt has: what is shown here is the session, not how long a password takes to guess. */
const cost = 4;

/** Password hashes by user name, as a database would have them. */
const users = new Map([[demoUser.username, bcrypt.hashSync(demoUser.password, cost)]]);

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
  const hash = users.get(username) ?? '';
  if (!(await bcrypt.compare(String(password), hash))) {
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
