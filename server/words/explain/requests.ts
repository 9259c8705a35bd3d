import { count, fact, list, question, trouble } from './row.ts';

/** What is said of requests that were recorded or written down: cURL and HAR. */
export const requestRows = {
  sends: fact((p: { method: string; url: string }) => `It sends ${p.method} ${p.url}.`),
  'sends-cookie': fact((p: { name: string; value: string }) => `With the cookie ${p.name}=${p.value}.`),
  'sends-body': fact((p: { bytes: number; type: string }) => `With ${count(p.bytes, 'byte')} of ${p.type}.`),
  'json-as-form': trouble(
    (_: object) =>
      'The body looks like JSON, and goes out as a form: curl says application/x-www-form-urlencoded unless it is told. express.json() leaves it alone, and req.body stays empty.',
  ),
  'certificate-unchecked': fact((_: object) => '-k: no certificate is checked. Cookies do not care.'),
  'curl-has-no-jar': fact(
    (_: object) =>
      'No cookie goes along, and what Set-Cookie brings is kept nowhere: without -b and -c each command is a visitor without a session.',
  ),
  'cookie-file': question((p: { file: string }) => `Cookies are read from ${p.file}, which is not here.`),
  'jar-written': fact(
    (p: { file: string }) =>
      `-c: what Set-Cookie brings is kept in ${p.file}; the next command has to read it, by -b.`,
  ),
  'follows-redirects': fact((_: object) => '-L: it follows redirects. In the scenario too.'),
  'other-site': fact(
    (p: { from: string; to: string; words: string }) =>
      `${p.from} is another site than ${p.to}: a browser sends it as ${p.words}, and keeps back cookies that are not SameSite=None.`,
  ),
  'file-body': trouble(
    (p: { file: string }) => `The body comes from the file ${p.file}, which is not here: it is left out.`,
  ),
  'body-too-long': trouble(
    (p: { bytes: number }) =>
      `A body of ${p.bytes} bytes is left out of the scenario: it is too long for one.`,
  ),
  'no-scenario-drawn': trouble((p: { why: string }) => `No scenario is written: ${p.why}.`),
  'no-body-carried': trouble(
    (p: { type: string }) => `A body of ${p.type} is left out: a scenario has forms and JSON.`,
  ),
  'body-with-get': trouble(
    (p: { method: string }) => `A body with ${p.method} is left out: browsers send none.`,
  ),
  'body-values-hidden': fact(
    (p: { keys: readonly string[] }) =>
      `Left out of the scenario’s body, as a file is passed on: the values of ${list(p.keys)}.`,
  ),
  'form-twice': trouble(
    (p: { keys: readonly string[] }) =>
      `The form has ${list(p.keys)} more than once; a scenario has the last.`,
  ),
  'cookies-left-out': fact(
    (_: object) =>
      'Cookies are left out of the scenario: they open sessions of a store that the lab does not have, and a browser’s jar makes its own.',
  ),
  'credentials-left-out': fact(
    (p: { names: readonly string[] }) =>
      `Left out of the scenario, because they let in whoever has them: ${list(p.names)}.`,
  ),
  'headers-left-out': fact(
    (p: { names: readonly string[] }) =>
      `Left out of the scenario, because nothing in the lab looks at them: ${list(p.names)}.`,
  ),
  'no-lab-route': question(
    (p: { routes: readonly string[] }) =>
      `The lab’s own app has no ${list(p.routes)}: it answers 404 there, with the session around it all the same. Put a path of the lab in its place to see what a handler does.`,
  ),
  'https-by-proxy': fact(
    (_: object) =>
      'It is https: the scenario sends it through a proxy that ends TLS, which the app is told to trust.',
  ),
  'options-not-said': question(
    (_: object) =>
      'The app’s options are not in it: the scenario has the defaults. Put yours into lab.options, or give --set; they decide how it comes out.',
  ),
  'expects-nothing': question(
    (_: object) =>
      'The scenario expects nothing, so run checks nothing and ends with 1: add what should hold.',
  ),
  'method-left-out': trouble(
    (p: { method: string; path: string }) =>
      `${p.method} ${p.path} is left out: a scenario does not send it.`,
  ),
  'several-commands': fact(
    (p: { commands: number }) =>
      `${p.commands} commands, one after the other. Whether they overlapped is not in cURL; a HAR has the times.`,
  ),
  'other-host-left-out': fact(
    (p: { hosts: readonly string[] }) => `Left out: requests to ${list(p.hosts)}. The scenario has one host.`,
  ),
  'curl-option-unknown': question(
    (p: { options: readonly string[] }) =>
      `Not understood, and left aside: ${list(p.options)}. If one of them takes a value, that was taken for an address.`,
  ),
  'no-address': trouble((_: object) => 'It has no address that can be read.'),
  'cut-off': trouble(
    (_: object) =>
      'A quote in it is never closed: it was cut off. What follows the quote is taken to its end.',
  ),
};
