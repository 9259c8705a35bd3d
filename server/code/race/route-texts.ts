import { type LabRouteId, labRoutes } from '../../contract/routes.ts';

/**
 * The built-in routes as a generated test has them, in plain JavaScript that needs no package: what they do to the
 * session, and when, is the same. `work`, `reloadEarly` and `saveEarly` are written into the file too.
 */
const bodies: Readonly<Record<LabRouteId, string>> = {
  greeting: `  await work();
  res.type('text').send('Hello from the lab. This page leaves the session alone.');`,
  views: `  await reloadEarly(req);
  const views = (req.session.views ?? 0) + 1;
  await saveEarly(req, { views });
  await work();
  req.session.views = views;
  res.json({ views });`,
  user: `  await reloadEarly(req);
  const user = req.body ?? {};
  await saveEarly(req, { user });
  await work();
  req.session.user = user;
  res.json({ user });`,
  loginForm: `  await work();
  res.type('html').send(
    \`<!doctype html>
<title>Log in</title>
<form method="post" action="/login">
  <label>User name <input name="username" autocomplete="username"></label>
  <label>Password <input name="password" type="password" autocomplete="current-password"></label>
  <button>Log in</button>
</form>\`,
  );`,
  login: `  await reloadEarly(req);
  const { username, password } = req.body ?? {};
  if (username !== 'johndoe' || password !== 'password') {
    await work();
    res.status(401).type('text').send('Wrong user name or password.');
    return;
  }
  await saveEarly(req, { user: username });
  await work();
  req.session.user = username;
  res.redirect('/me');`,
  logout: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.destroy((error) => (error ? next(error) : res.redirect('/')));`,
  loginFresh: `  await reloadEarly(req);
  const { username, password } = req.body ?? {};
  await saveEarly(req);
  await work();
  if (username !== 'johndoe' || password !== 'password') {
    res.status(401).type('text').send('Wrong user name or password.');
    return;
  }
  req.session.regenerate((error) => {
    if (error) return next(error);
    req.session.user = username;
    req.session.save((unsaved) => (unsaved ? next(unsaved) : res.redirect('/me')));
  });`,
  logoutClear: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  const { name = 'connect.sid', path = '/' } = req.query;
  req.session.destroy((error) => {
    if (error) return next(error);
    res.clearCookie(String(name), { path: String(path) }).redirect('/');
  });`,
  account: `  await reloadEarly(req);
  const { user } = req.session;
  await saveEarly(req);
  await work();
  if (user) res.json({ user });
  else res.status(401).type('text').send('Log in first.');`,
  me: `  await reloadEarly(req);
  const { user = null, cart = {}, views = 0 } = req.session;
  await saveEarly(req);
  await work();
  res.json({ user, cart, views });`,
  cart: `  await reloadEarly(req);
  const { item } = req.params;
  const cart = { ...req.session.cart, [item]: (req.session.cart?.[item] ?? 0) + 1 };
  await saveEarly(req, { cart });
  await work();
  req.session.cart = cart;
  res.json({ cart });`,
  touch: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.touch();
  res.type('text').send('Touched: the expiry of this copy of the session starts anew.');`,
  save: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.save((error) => (error ? next(error) : res.type('text').send('Saved.')));`,
  reload: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.reload((error) => (error ? next(error) : res.type('text').send('Reloaded.')));`,
  regenerate: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.regenerate((error) => (error ? next(error) : res.type('text').send('Regenerated: a new session ID, an empty session.')));`,
  destroy: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.destroy((error) => (error ? next(error) : res.type('text').send('Destroyed.')));`,
  unset: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session = null;
  res.type('text').send('req.session is null now; the unset option decides what becomes of the stored one.');`,
  cookie: `  await reloadEarly(req);
  const plain = (value) =>
    typeof value === 'string' && /^(?:true|false|null|\\d+)$/.test(value) ? JSON.parse(value) : value;
  const isFlag = (value) => typeof value === 'boolean';
  const rules = new Map([
    ['maxAge', (value) => value === null || (Number.isInteger(value) && value >= 0 && value <= 34_560_000_000)],
    ['httpOnly', isFlag],
    ['secure', isFlag],
    ['sameSite', (value) => isFlag(value) || ['lax', 'strict', 'none'].includes(value)],
  ]);
  const body = req.body ?? {};
  const isObject = typeof body === 'object' && !Array.isArray(body);
  const changes = isObject ? Object.entries(body).map(([name, value]) => [name, plain(value)]) : [];
  const wrong = isObject ? changes.find(([name, value]) => !rules.get(name)?.(value)) : ['the body'];
  await saveEarly(req);
  await work();
  // The lab says what is wrong in more words.
  if (wrong) return res.status(400).type('text').send(\`\${wrong[0]}: this is no setting of a cookie.\`);
  Object.assign(req.session.cookie, Object.fromEntries(changes));
  res.json(req.session.cookie);`,
  before: `  await work();
  res.json({ session: typeof req.session });`,
  id: `  await reloadEarly(req);
  const { id } = req.session;
  await saveEarly(req);
  await work();
  let error = null;
  try {
    req.session.id = 'an ID of my own';
  } catch (thrown) {
    error = String(thrown);
  }
  res.json({ same: req.session.id === id && req.sessionID === id, error });`,
  keep: `  await reloadEarly(req);
  const things = { date: new Date(), map: new Map([['a', 1]]), call: () => 'hello', nothing: undefined };
  await saveEarly(req, { things });
  await work();
  req.session.things = things;
  res.json({ date: 'Date', map: 'Map', call: 'Function', nothing: 'undefined' });`,
  kept: `  await reloadEarly(req);
  const { things = {} } = req.session;
  await saveEarly(req);
  await work();
  const classes = Object.entries(things).map(([name, thing]) => [name, thing?.constructor.name ?? String(thing)]);
  res.json(Object.fromEntries(classes));`,
  big: `  await reloadEarly(req);
  const kb = Number(req.query.kb ?? 64);
  if (!(kb >= 0 && kb <= 10_240)) {
    await work();
    res.status(400).type('text').send('kb: expected a number from 0 to 10240.');
    return;
  }
  const big = 'x'.repeat(kb * 1024);
  await saveEarly(req, { big });
  await work();
  req.session.big = big;
  res.json({ kb });`,
  fail: `  await reloadEarly(req);
  const attempts = (req.session.attempts ?? 0) + 1;
  await saveEarly(req, { attempts });
  await work();
  req.session.attempts = attempts;
  throw new Error('This route always fails, after it has changed the session.');`,
};

/** The route as a line of the app, such as `app.get('/me', async (req, res) => { … });`. */
export function routeText(id: LabRouteId): string {
  const { method, path } = labRoutes[id];
  const body = bodies[id];
  const parameters = body.includes('next(') ? 'req, res, next' : 'req, res';
  return `app.${method === 'GET' ? 'get' : 'post'}('${path}', async (${parameters}) => {\n${body}\n});`;
}

/** Which built-in route answers; null where none does. HEAD is answered by what answers GET. */
export function routeAt(method: string, path: string): LabRouteId | null {
  const { pathname } = new URL(`http://lab${path}`);
  const found = Object.entries(labRoutes).find(([, route]) => {
    const isMethod = route.method === method || (route.method === 'GET' && method === 'HEAD');
    const pattern = route.path.replace(/:\w+/, '[^/]+');
    return isMethod && new RegExp(`^${pattern}/?$`, 'i').test(pathname);
  });
  return found === undefined ? null : (found[0] as LabRouteId);
}
