import { isRecord, jsonIn } from './json-in.ts';

type Pair = { name: string; value: string };
/** `siblings`: the names of the cookies that came along. */
type ForeignCookie = { what: string; is: (pair: Pair, siblings: ReadonlySet<string>) => boolean };

const parts = (value: string): string[] => value.split('.');
const hasJson = (text: string | undefined): boolean => jsonIn(text ?? '') !== null;
const isSigned = ({ name }: Pair, siblings: ReadonlySet<string>): boolean => siblings.has(`${name}.sig`);

/** Session cookies that are not express-session's, by what they look like; the first that fits. */
const foreignCookies: readonly ForeignCookie[] = [
  {
    what: 'the signature of another cookie, as cookie-session and Koa write it',
    is: ({ name }) => name.endsWith('.sig'),
  },
  {
    what: 'a session of cookie-session or Koa: all of it is in the cookie, in base64, which anybody can read; its signature is in a cookie of its own, whose name ends in .sig',
    is: (pair, siblings) => isSigned(pair, siblings) && hasJson(pair.value),
  },
  {
    what: 'a JSON Web Token: all of it is in the cookie, and anybody can read it',
    is: ({ value }) =>
      parts(value).length === 3 &&
      isRecord(jsonIn(parts(value)[0] ?? '')) &&
      'alg' in Object(jsonIn(parts(value)[0] ?? '')),
  },
  {
    what: 'an encrypted token (JWE), as Auth.js and NextAuth write it',
    is: ({ value }) => parts(value).length === 5 && hasJson(parts(value)[0]),
  },
  {
    what: 'a session of Flask: all of it is in the cookie, signed, and anybody can read it',
    is: ({ value }) => /^(?:eyJ|\.eJ)[\w-]+\.[\w-]{5,8}\.[\w-]{20,}$/.test(value),
  },
  { what: 'the session of PHP', is: ({ name }) => name === 'PHPSESSID' },
  { what: 'the session of a Java server', is: ({ name }) => name === 'JSESSIONID' },
  { what: 'the session of ASP.NET', is: ({ name }) => /^(?:ASP\.NET_SessionId|\.AspNetCore\.)/.test(name) },
  {
    what: 'the session of Django',
    is: ({ name, value }) => name === 'sessionid' && /^[a-z\d]{32}$/.test(value),
  },
  { what: 'a sealed session of iron-session', is: ({ value }) => value.startsWith('Fe26.2*') },
  {
    what: 'an encrypted cookie of Laravel',
    is: ({ value }) => {
      const json = jsonIn(value);
      return isRecord(json) && 'iv' in json && 'mac' in json;
    },
  },
  {
    what: 'a session of Rails',
    is: ({ name, value }) => /^_\w+_session$/.test(name) && value.includes('--'),
  },
  { what: 'a cookie with JSON that cookie-parser reads', is: ({ value }) => value.startsWith('j:') },
  {
    what: 'data in base64, as cookie-session writes a session: all of it is in the cookie, and anybody can read it',
    is: ({ value }) => value.startsWith('eyJ') && hasJson(value),
  },
];

/** What a cookie is that express-session did not write; null where nobody knows. `pair.value` is decoded. */
export const foreignCookie = (pair: Pair, siblings: ReadonlySet<string>): string | null =>
  foreignCookies.find(({ is }) => is(pair, siblings))?.what ?? null;
