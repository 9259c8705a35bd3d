/**
 * The lab's built-in routes. Each has exactly one `work` point, between reading and writing the session;
 * `?work=ms` says how long it takes, `?early=save` or `?early=reload` puts a save, or a reload and a save, before it.
 * `server/lab/routes` holds one handler for each id; the source shown is the handler that runs.
 */
export const labRoutes = {
  greeting: {
    method: 'GET',
    path: '/',
    example: '/',
    sentence: 'Says hello; neither reads nor writes the session.',
  },
  views: { method: 'GET', path: '/views', example: '/views', sentence: 'Counts this session’s visits.' },
  user: { method: 'POST', path: '/user', example: '/user', sentence: 'Stores the body as session.user.' },
  loginForm: { method: 'GET', path: '/login', example: '/login', sentence: 'Shows a login form.' },
  login: {
    method: 'POST',
    path: '/login',
    example: '/login',
    sentence: 'Checks johndoe’s password with bcrypt, stores the user, redirects to /me.',
  },
  logout: {
    method: 'POST',
    path: '/logout',
    example: '/logout',
    sentence: 'Destroys the session, redirects to /.',
  },
  loginFresh: {
    method: 'POST',
    path: '/login/fresh',
    example: '/login/fresh',
    sentence: 'The same login, but with a new session ID, and saved before the redirect.',
  },
  logoutClear: {
    method: 'POST',
    path: '/logout/clear',
    example: '/logout/clear?name=connect.sid&path=/',
    sentence: 'Destroys the session and clears a cookie of that name and path.',
  },
  account: {
    method: 'GET',
    path: '/account',
    example: '/account',
    sentence: 'Only for who is logged in; answers 401 to others.',
  },
  me: {
    method: 'GET',
    path: '/me',
    example: '/me',
    sentence: 'Only reads: says who is logged in and what is in the cart.',
  },
  cart: {
    method: 'POST',
    path: '/cart/:item',
    example: '/cart/apples',
    sentence: 'Adds one of an item to the cart.',
  },
  touch: { method: 'POST', path: '/touch', example: '/touch', sentence: 'Calls session.touch().' },
  save: {
    method: 'POST',
    path: '/save',
    example: '/save',
    sentence: 'Calls session.save() and waits for it.',
  },
  reload: {
    method: 'POST',
    path: '/reload',
    example: '/reload',
    sentence: 'Calls session.reload() and waits for it.',
  },
  regenerate: {
    method: 'POST',
    path: '/regenerate',
    example: '/regenerate',
    sentence: 'Calls session.regenerate(): a new ID, an empty session.',
  },
  destroy: {
    method: 'POST',
    path: '/destroy',
    example: '/destroy',
    sentence: 'Calls session.destroy() and waits for it.',
  },
  unset: {
    method: 'POST',
    path: '/unset',
    example: '/unset',
    sentence: 'Sets req.session to null; the unset option decides.',
  },
  cookie: {
    method: 'POST',
    path: '/cookie',
    example: '/cookie',
    sentence: 'Changes this session’s own cookie from the body: maxAge, secure, httpOnly, sameSite.',
  },
  before: {
    method: 'GET',
    path: '/before',
    example: '/before',
    sentence: 'Stands before the session middleware: it has no req.session.',
  },
  id: { method: 'GET', path: '/id', example: '/id', sentence: 'Tries to give the session another ID.' },
  keep: {
    method: 'POST',
    path: '/kept',
    example: '/kept',
    sentence: 'Puts a Date, a Map, a function and undefined into the session.',
  },
  kept: { method: 'GET', path: '/kept', example: '/kept', sentence: 'Says what has become of them.' },
  big: {
    method: 'GET',
    path: '/big',
    example: '/big?kb=64',
    sentence: 'Puts that many kB into the session.',
  },
  fail: { method: 'GET', path: '/fail', example: '/fail', sentence: 'Changes the session, then throws.' },
} as const satisfies Record<string, { method: string; path: string; example: string; sentence: string }>;

export type LabRouteId = keyof typeof labRoutes;
/** Where a typed-in handler answers, for any method. */
export const ownHandlerPath = '/mine';
/** What `POST /login` accepts. */
export const demoUser = { username: 'johndoe', password: 'password' } as const;
