import { fact, list, question, trouble } from './row.ts';

/** What is said of Set-Cookie lines and of what is in cookies. */
export const cookieRows = {
  folded: fact(
    (p: { cookies: number }) =>
      `${p.cookies} cookies stood on one line, with commas between. Browsers are sent one line for each; a line with commas is one cookie to them.`,
  ),
  'headers-around': fact((_: object) => 'Other lines stood around; of them nothing is said.'),
  'attribute-counts': fact((p: { text: string; means: string }) => `${p.text}: ${p.means}`),
  'attribute-ignored': trouble((p: { text: string; why: string }) => `${p.text} is ignored: ${p.why}.`),
  lasts: fact((p: { until: string; span: string }) => `It lasts until ${p.until}, ${p.span} from now.`),
  'cut-to-400-days': fact((_: object) => 'More was asked for; browsers keep a cookie for 400 days at most.'),
  'lasts-session': fact(
    (_: object) => 'It has no expiry: it lasts until the browser closes, and beyond where tabs are restored.',
  ),
  over: trouble(
    (p: { since: string }) =>
      `Its expiry, ${p.since}, is over: a browser removes the cookie of this name, domain and path, and keeps none.`,
  ),
  'browser-says': fact(
    (p: { origin: string; sentence: string }) => `In an answer from ${p.origin}: ${p.sentence}`,
  ),
  'browser-refuses': trouble(
    (p: { origin: string; sentence: string }) => `In an answer from ${p.origin}: ${p.sentence}`,
  ),
  'browser-refuses-when': question(
    (p: { origin: string; sentence: string }) => `If the answer came from ${p.origin}: ${p.sentence}`,
  ),
  'host-not-said': question(
    (p: { host: string }) =>
      `From which host it came is not said, and ${p.host} is taken. A host that does not belong to its Domain cannot set it, and the cookie would be dropped. Say the address (on the command line, --url).`,
  ),
  'origin-not-said': question(
    (_: object) =>
      'From which address it came is not said. Say the address (on the command line, --url), such as https://app.example.com/login.',
  ),
  'default-path': question(
    (_: object) =>
      'It has no Path that counts, so that its path is the folder of the URL that set it: in an answer to /auth/login only URLs below /auth get it.',
  ),
  'goes-along': fact((p: { with: string }) => `Sent again with ${p.with}.`),
  'stays-back': fact((p: { with: string; sentence: string }) => `Not sent with ${p.with}: ${p.sentence}`),
  'not-kept-again': trouble(
    (p: { isSession: boolean }) =>
      `Not kept, so it is never sent again${p.isSession ? ': with express-session every request of this browser begins a new session' : ''}.`,
  ),

  'session-cookie': fact(
    (p: { sid: string; decoded: boolean }) =>
      `It looks like a session cookie of express-session: s:, a session ID (${p.sid}), a dot and a signature${p.decoded ? ', URL-encoded, as it is sent' : ', already decoded (on the wire the colon is %3A; both are read)'}.`,
  ),
  'other-id': fact(
    (p: { length: number }) =>
      `The ID has ${p.length} characters; express-session’s own have 32. So the app has a genid of its own, this was changed, or it is another cookie that cookie-parser signed.`,
  ),
  'no-signature': trouble(
    (_: object) =>
      'It begins with s:, but has no dot and no signature after it: it was cut off. express-session takes it for a cookie whose signature fits no secret.',
  ),
  'short-signature': trouble(
    (p: { length: number }) =>
      `Its signature has ${p.length} characters; one of cookie-signature has 43: it was cut off or changed, so that no secret fits. It counts as no cookie: a new session begins, without any error.`,
  ),
  'blanks-for-plus': trouble(
    (_: object) =>
      'There are blanks in its signature where base64 has +: something read it as a form. No secret fits it like this.',
  ),
  'blanks-mended-fit': fact((p: { place: number }) => `With + in their place, secret ${p.place} fits.`),
  'encoded-twice': trouble(
    (_: object) =>
      'It is URL-encoded twice. express-session decodes once, finds no s: at its beginning, and takes it for no cookie. Whoever copies a cookie on must not encode it again.',
  ),
  'quoted-value': fact((_: object) => 'The quotes around it are none of its value.'),
  'not-express-session': trouble(
    (p: { name: string; what: string }) =>
      `${p.name} is ${p.what}. express-session does not read it: under its own cookie’s name it would take it for unsigned, and begin a new session.`,
  ),
  unsigned: fact((p: { sentence: string }) => `As a session cookie: ${p.sentence}`),
  'others-unsigned': fact(
    (p: { names: readonly string[] }) =>
      `Beside it: ${list(p.names)}. They are not signed, and express-session does not read them.`,
  ),
  'secret-fits': fact((p: { place: number; of: number }) =>
    p.of === 1
      ? 'The secret fits its signature.'
      : `Of the ${p.of} secrets the one in place ${p.place} fits its signature.${p.place === 1 ? '' : ' express-session accepts any of the list, and signs with the first.'}`,
  ),
  'secret-fits-trimmed': trouble(
    (p: { place: number }) =>
      `Secret ${p.place} fits only without the quotes or blanks around it: look how the environment variable is written.`,
  ),
  'secret-misfits': trouble(
    (p: { sentence: string }) => `${p.sentence} It was signed with another secret, or changed.`,
  ),
  'secret-not-said': question(
    (p: { sentence: string }) =>
      `Whether its signature fits is not said: give the secret. If it does not fit: ${p.sentence}`,
  ),
  'store-not-said': question(
    (p: { sentence: string }) =>
      `Whether the store still has the session cannot be seen here. If not: ${p.sentence}`,
  ),
  'name-not-said': question(
    (p: { sentence: string }) =>
      `The cookie’s name is not said; express-session reads only the one that its name option says, connect.sid unless it is set. Under another name: ${p.sentence}`,
  ),
  'name-of-own': question(
    (p: { name: string; sentence: string }) =>
      `express-session reads it where its option name is ${JSON.stringify(p.name)}. Where it is not: ${p.sentence}`,
  ),
  'same-name-twice': trouble(
    (p: { name: string; times: number }) =>
      `${p.name} comes ${p.times} times; express-session reads the first alone. They differ in path or domain, which Cookie does not tell.`,
  ),
  'no-session-among': trouble(
    (p: { sentence: string }) => `None of them is a cookie of express-session: ${p.sentence}`,
  ),
  'empty-cookie': trouble((p: { name: string }) => `${p.name} is empty: express-session takes it for none.`),
  'more-left': fact(
    (p: { what: string; left: number }) => `… and ${p.left} more ${p.what}, of which nothing is said.`,
  ),
};
