import { appInWords } from '../contract/endpoints.ts';
import type { ProblemParams, SomeProblemWords } from '../contract/errors.ts';
import { suggested } from '../contract/input/nearest.ts';
import { beyondWords } from './beyond.ts';

const ownHeaders: Record<ProblemParams['own-header']['from'], string> = {
  cookies: 'use `cookies: { "edited": "…" }` to send a Cookie header of your own',
  body: 'it follows from the body',
  connection: 'the connection is kept by the browser',
  socket: beyondWords.socket,
  id: 'it names the request; use `id`',
  instance: 'it says which instance answers; use `instance`',
};

const kindWords: Readonly<Record<string, string>> = { nothing: 'nothing', null: 'null', array: 'an array' };

/** What the lab, its browsers and its handler do not take. */
export const labWords = {
  'lab-ended': () =>
    'the lab ended before it could answer. A fresh one is on its way: try again in a moment.',
  'restart-in-process': ({ kind }) =>
    `a store of kind “${kind}” is in the memory of the process, and is gone with it: leave this out, or take a store that is kept elsewhere, such as sqlite with a path`,
  'restart-shared-store': ({ instance }) =>
    `the store is not of instance ${instance} alone, and the others go on with it: restart them all, or leave this out`,
  'restart-own-app': () =>
    'an app of your own is started once for each run, and cannot be started anew in it. Take the lab’s own app for this.',
  'restart-store-module': () =>
    'the code of a store of your own is loaded once, and what it keeps in memory would outlive the restart. Take another store for this.',
  'lab-being-reset': () => 'the lab is being reset. Send it again in a moment.',
  'app-not-started': ({ message }) =>
    `at this Express throws “${message}”, and the app does not start: give a number of proxies, or their addresses`,
  'lab-not-started': ({ reason }) => `a fresh lab could not be started: ${reason} It is tried again.`,
  'kept-handler-not-started': ({ reason }) =>
    `Your own handler could not be started again: ${reason} It waits in the editor, and does not run.`,
  'kept-store-not-opened': ({ kind }) =>
    `The password of the ${kind} store is not kept from one start to the next, so the lab goes on with a MemoryStore.`,
  'kept-store-gone': ({ kind }) =>
    `The ${kind} store cannot be opened any more${kind === 'module' ? ', or its code as it is now is not allowed' : ''}, so the lab goes on with a MemoryStore.`,
  'no-reset': () => 'there is no reset to take back.',
  'no-lab-aside': () => 'no lab is put aside: this is your own.',
  'too-late': () => 'no Date can be that late. Reset to set the clock back.',
  'no-such-session': () => 'the store does not have this session any more.',
  'session-changed': () => 'it was written meanwhile: look at what it is now, and change that.',
  'session-no-object': () => 'expected an object, such as { "views": 1 }',
  'session-cookie-kept': () =>
    '`cookie` holds the settings of the session’s cookie, which stay as they are: leave it out.',
  'mask-of-secret': () =>
    'this is not the secret but what is shown in its place, and every other setting is not as it was. Type it in anew.',
  'no-such-instance': ({ app, instances }) => {
    const count = instances === 1 ? 'one instance' : `${instances} instances`;
    return app === null
      ? `the lab has ${count}: set its instances first`
      : `${appInWords(app)} has ${count} only`;
  },
  'no-such-app': ({ app, nearest }) =>
    `the lab has no ${app} app${suggested(nearest)}: add it to its apps first`,
  'no-browser': ({ name, known }) => `there is no browser “${name}”. There are: ${known.join(', ')}.`,
  'browser-exists': ({ name }) => `there is a browser “${name}” already. Take another name.`,
  'too-many-browsers': ({ most }) =>
    `there are ${most} browsers already, and marks for no more. Remove one first.`,
  'last-browser': ({ name }) => `“${name}” is the last browser, and requests need one. Add another first.`,
  'no-cookie': ({ browser, cookie, domain, path }) =>
    `${browser} has no cookie ${cookie} for ${domain}${path}.`,
  'no-session-cookie': ({ browser }) => `${browser} has no session cookie`,
  'own-header': ({ header, from }) => `the header ${header} cannot be set: ${ownHeaders[from]}.`,
  'no-host-header': ({ value }) =>
    `a Host header names the host that the request goes to, without a port, which is the app’s own: expected a name such as app.localhost, found ${JSON.stringify(value.slice(0, 100))}.`,
  'two-hosts': ({ host, header }) =>
    `the request goes to ${host}, and its Host header names ${header}: give one of the two.`,
  'two-causes': ({ mode }) =>
    `\`from\` names the page that causes the request, and "${mode}" another cause: give one of the two.`,
  'mixed-content': ({ by }) =>
    `browsers let no https page ask for plain http by ${by} (mixed content), but for localhost: take a page on http, or "proxy": "https".`,
  'no-page-sends': ({ by, what }) =>
    `a page sends no ${what} by ${by}: take { "by": "fetch" }, or ${by === 'form' || by === 'frame' ? 'GET, or POST with `form`' : 'GET'}.`,
  'no-header-characters': ({ header }) => `the header ${header} has characters that no header can carry.`,
  'no-cookie-characters': () => 'the Cookie header has characters that no header can carry.',
  'two-bodies': () => 'a request has one body: give either `form` or `json`.',
  'no-body': ({ method }) => `a ${method} request has no body: take POST, PUT, PATCH or DELETE.`,
  'no-function': ({ found }) =>
    `expected a function (req, res, next) => { … }, found ${kindWords[found] ?? `a value of type ${found}`}`,
  'no-cookie-function': ({ found }) =>
    `expected a function of the request, such as (req) => ({ secure: req.secure }), found ${kindWords[found] ?? `a value of type ${found}`}`,
  'function-of-another-lab': () =>
    'a cookie function is code, which has a lab of its own from its beginning: give it in lab.options, where whoever opens the file is asked about it',
  'too-many-parameters': ({ found }) => `expected at most three parameters (req, res, next), found ${found}`,
  'handler-syntax': ({ line, column, message }) => `line ${line}, column ${column}: ${message}`,
  'handler-unfinished': ({ line, column }) =>
    `line ${line}, column ${column}: the function is not finished here`,
  'handler-not-started': ({ reason }) => `the lab could not be started with it: ${reason}`,
  'handler-threw': ({ error, message }) =>
    error === null ? `it threw ${message}` : `it could not be made: ${error}: ${message}`,
} satisfies SomeProblemWords;
