import { count, fact, list, question, trouble } from './row.ts';

/** What is said of a HAR. */
export const harRows = {
  'requests-in': fact(
    (p: { requests: number; host: string }) => `${count(p.requests, 'request')} to ${p.host}.`,
  ),
  'no-requests': trouble(
    (_: object) =>
      'There is no request in it: open the network panel, load the page again, and export it after that.',
  ),
  'host-of-session': trouble(
    (p: { host: string }) =>
      `There are session cookies at ${p.host}, which is another host: give ${p.host} as the address (on the command line, --url) to hear of them.`,
  ),
  sanitized: trouble((p: { how: string }) => `No cookie is in it, in no request and no answer. ${p.how}`),
  'broken-entries': trouble((p: { entries: number }) =>
    `${count(p.entries, 'entry')} cannot be read and ${p.entries === 1 ? 'is' : 'are'} left out.`.replace(
      'entrys',
      'entries',
    ),
  ),
  'files-left-out': fact(
    (p: { requests: number }) =>
      `Left out: ${count(p.requests, 'request')} for scripts, styles, pictures and fonts that set no session cookie.`,
  ),
  'preflights-left-out': fact(
    (p: { requests: number }) =>
      `Left out: ${count(p.requests, 'preflight')}; browsers send ${p.requests === 1 ? 'it' : 'them'} without cookies.`,
  ),
  'sockets-left-out': fact(
    (p: { requests: number }) =>
      `Left out: ${count(p.requests, 'WebSocket')}. A handshake carries cookies, and a scenario has none.`,
  ),
  'followed-name': fact((p: { name: string }) => `The session cookie is ${p.name}.`),
  'no-session-cookie': trouble((_: object) => 'No cookie in it looks like one of express-session.'),
  'came-without': fact((p: { request: string }) => `${p.request}: came without the session cookie.`),
  'came-with': fact((p: { request: string; sid: string }) => `${p.request}: came with session ${p.sid}.`),
  'came-with-older': fact(
    (p: { request: string; sid: string }) =>
      `${p.request}: came with session ${p.sid}, from before the recording.`,
  ),
  'kept-back': trouble((p: { request: string; sentence: string }) => `${p.request}: ${p.sentence}`),
  'sent-all-the-same': trouble(
    (p: { request: string; sentence: string }) =>
      `${p.request}: it was sent, where the lab’s browser would not: ${p.sentence} The recording browser decides otherwise, or got another cookie elsewhere.`,
  ),
  'not-sent-unknown': trouble(
    (p: { request: string }) =>
      `${p.request}: came without it, although the browser had it: the request leaves cookies out (fetch without credentials), or the cookie was removed meanwhile.`,
  ),
  'set-kept': fact(
    (p: { request: string; sid: string; sentence: string }) =>
      `${p.request}: the answer sets session ${p.sid}. ${p.sentence}`,
  ),
  'set-refused': trouble(
    (p: { request: string; sid: string; sentence: string }) =>
      `${p.request}: the answer sets session ${p.sid}. ${p.sentence}`,
  ),
  'id-changed': trouble(
    (p: { request: string; before: string; after: string }) =>
      `${p.request}: came with session ${p.before} and was given ${p.after}: either the app took a new ID (regenerate, as after a login), or it did not accept what came: the signature fits no secret, or the store has no such session.`,
  ),
  overlapped: fact(
    (p: { requests: readonly string[] }) =>
      `${list(p.requests)} overlapped in time: each had its own copy of the session. They are in a together; race runs them in every order.`,
  ),
  'none-overlapped': fact((_: object) => 'No two of these requests overlapped in time.'),
  'more-steps-left-out': fact(
    (p: { left: number }) => `Left out: the last ${count(p.left, 'request')}, past what is taken.`,
  ),
  'options-of-cookie': fact(
    (_: object) => 'The scenario’s cookie settings are those of the last session cookie that was set.',
  ),
  'settings-not-said': question(
    (_: object) =>
      'resave, saveUninitialized and rolling cannot be seen in it: the scenario has the defaults. Put yours in, they decide how it comes out.',
  ),
  'expects-cookie': fact(
    (_: object) =>
      'It expects what was recorded: that the browser holds the session cookie at the end, with these attributes.',
  ),
};
