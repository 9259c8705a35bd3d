type Asked = { method?: string; path: string; form?: Record<string, string>; json?: unknown };

export const visit = { path: '/views' };
const login = (path: string, password = 'password') => ({
  method: 'POST',
  path,
  form: { username: 'johndoe', password },
});
const post = (path: string, json?: unknown) => ({
  method: 'POST',
  path,
  ...(json !== undefined && { json }),
});

/** Every route, in an order in which what one leaves behind shows in the next. */
export const everything: readonly Asked[] = [
  visit,
  { path: '/' },
  { path: '/before' },
  { path: '/login' },
  visit,
  login('/login', 'guess'),
  login('/login'),
  { path: '/me' },
  { path: '/account' },
  post('/cart/apples'),
  post('/cart/apples?early=save'),
  { path: '/views?work=20&early=reload' },
  login('/login/fresh'),
  post('/user', { name: 'ann' }),
  post('/user', 'just text'),
  post('/cookie', { maxAge: 5000, httpOnly: false }),
  { method: 'POST', path: '/cookie', form: { sameSite: 'strict', maxAge: 'null' } },
  post('/cookie', { maxAge: -1 }),
  post('/cookie', [1]),
  post('/touch'),
  post('/save'),
  post('/reload'),
  post('/kept'),
  { path: '/kept' },
  { path: '/id' },
  { path: '/big?kb=2' },
  { path: '/big?kb=lots' },
  { path: '/fail' },
  post('/regenerate'),
  visit,
  post('/unset'),
  { path: '/me' },
  visit,
  post('/destroy'),
  { path: '/me' },
  visit,
  post('/logout'),
  { path: '/account' },
  post('/logout/clear?name=connect.sid&path=/'),
  { path: '/nowhere' },
  { path: '/mine' },
  { method: 'POST', path: '/user', json: 'broken' },
];

export type Ask = (sid: string) => Promise<unknown>;

/** What came back for each request as one browser sends them, and what is stored in the end; IDs and times blanked out. */
export async function use(
  origin: string,
  headers: Record<string, string>,
  requests: readonly Asked[],
  stored: (origin: string) => Ask,
): Promise<string[]> {
  const seen: string[] = [];
  const sids: string[] = [];
  let cookie = '';
  for (const { method = 'GET', path, form, json } of requests) {
    const body = form ? new URLSearchParams(form).toString() : json === 'broken' ? '{' : JSON.stringify(json);
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const answer = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    const lines = answer.headers.getSetCookie();
    cookie = lines.at(-1)?.split(';', 1)[0] ?? cookie;
    const sid = /=s%3A([^.]+)\./.exec(cookie)?.[1];
    if (sid !== undefined && !sids.includes(sid)) sids.push(sid);
    // What is wrong with a cookie's settings is told in other words, as the file says.
    const text =
      path === '/cookie' && answer.status === 400 ? '…' : await answer.text().catch(() => 'broken off');
    const { location, 'content-type': kind } = Object.fromEntries(answer.headers);
    seen.push(blanked(`${method} ${path}: ${[answer.status, location, kind, ...lines, text].join(' | ')}`));
  }
  const ask = stored(origin);
  for (const sid of sids) seen.push(blanked(`stored: ${JSON.stringify(await ask(sid))}`));
  return seen;
}

/** Expiries are of the moment; what is left of one is told to the second, of a fixed date not at all. */
const blanked = (text: string): string =>
  text
    .replace(/=s%3A[^;|]+/g, '=…')
    .replace(/Expires=[^;|]+/g, (found) => (found.includes('1970') ? found : 'Expires=…'))
    .replace(/"\d{4}-\d\d-\d\dT[^"]+"/g, '"…"')
    .replace(/(?<="originalMaxAge":)\d+/g, (ms) =>
      Number(ms) > 1e9 ? '…' : String(Math.ceil(Number(ms) / 1000)),
    );
