import { type LabRouteId, labRoutes } from '../../contract/routes.ts';

/**
 * The built-in routes as a generated test has them, in plain JavaScript that needs no package: what they do to the
 * session, and when, is the same. `work`, `reloadEarly` and `saveEarly` are written into the file too.
 */
const bodies: Readonly<Record<LabRouteId, string>> = {
  greeting: `  await work();
  res.type('text').send('Hello.');`,
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
  res.type('html').send('<form method="post"></form>');`,
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
  req.session.destroy((error) => (error ? next(error) : res.clearCookie(name, { path }).redirect('/')));`,
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
  res.type('text').send('Touched.');`,
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
  req.session.regenerate((error) => (error ? next(error) : res.type('text').send('Regenerated.')));`,
  destroy: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session.destroy((error) => (error ? next(error) : res.type('text').send('Destroyed.')));`,
  unset: `  await reloadEarly(req);
  await saveEarly(req);
  await work();
  req.session = null;
  res.type('text').send('Unset.');`,
  cookie: `  await reloadEarly(req);
  const plain = (value) => (/^(?:true|false|null|\\d+)$/.test(value) ? JSON.parse(value) : value);
  const changes = Object.entries(req.body ?? {}).map(([name, value]) => [name, plain(value)]);
  await saveEarly(req);
  await work();
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
  res.json(Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, thing.constructor.name])));`,
  big: `  await reloadEarly(req);
  const big = 'x'.repeat(Number(req.query.kb ?? 64) * 1024);
  await saveEarly(req, { big });
  await work();
  req.session.big = big;
  res.json({ kb: big.length / 1024 });`,
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
