import { codeMay } from '../contract/code-rights.ts';
import type { ProblemParams, SomeProblemWords } from '../contract/errors.ts';
import { suggested } from '../contract/input/nearest.ts';

const options =
  'options as JSON, with comments if need be, an object as it stands in code, or a file with session({ … })';

/** What is known, and how to come to something that can be explained. */
const elsewhere: Record<ProblemParams['explain-elsewhere']['as'], string> = {
  fetch: 'this is a request as a fetch in JavaScript: in DevTools, choose Copy as cURL in its place',
  powershell: 'this is a request for PowerShell: in DevTools, choose Copy as cURL (bash or cmd) in its place',
  'cookie-jar':
    'this is a file of cookies, as curl -c writes it: paste a cookie as name=value, or the Set-Cookie that set it',
};

/** What is wrong with a file, or with what was typed after a command. */
export const fileWords = {
  'nor-options-in-code': () => `expected ${options}`,
  'no-session-option': ({ keys }) =>
    `none of its keys is a session option (${keys.join(', ')}); expected ${options}`,
  'other-session-package': ({ name }) =>
    `this is ${name}, another package, which takes other options; expected those of express-session`,
  'options-as-yaml': () => `this looks like YAML, of which nothing is read; expected ${options}`,
  'comma-missing': ({ key }) => `a comma is missing before ${key}`,
  'several-sessions': ({ lines }) =>
    `session() is called with ${lines.length} sets of options (lines ${lines.join(', ')}): give one of them alone`,
  'handler-in-file': ({ flag }) =>
    `the file has code of its own, which ${codeMay.node}: read it, then run it with ${flag}`,
  'not-a-file': () => 'this is no file',
  'no-scenarios-in': () => 'there is no scenario file (*.scenario.json) in it',
  'no-files-given': () =>
    'Give a scenario file, a folder, a glob or a lesson, or name files in session-playground.config.json.',
  'config-of-others': () =>
    'others on this machine could have put it there, so that nothing it names is run: it and its folder have to belong to you ' +
    'or to root, and be writable for nobody else but your own group (chmod o-w)',
  'no-app-found': () => 'no Express app was found in it: give it with --app',
  'no-request': () => 'expected a method and a path, such as "POST /cart/apples"',
  'no-test-of-app': () =>
    'a test file has the built-in app in it: of your own app, this very command is the test',
  unreadable: ({ message }) => `it cannot be read: ${message}`,
  'no-such-file': () => 'there is no such file',
  'no-such-file-or-lesson': ({ nearest }) =>
    `there is no such file, and no lesson of that ID${suggested(nearest)}`,
  'is-folder': ({ what }) => `this is a folder, expected ${what} file`,
  'unreadable-folder': () => 'expected a folder that can be read',
  'no-such-lesson': ({ nearest }) => `there is no such lesson${suggested(nearest)}`,
  'larger-than': ({ megabytes }) => `larger than ${megabytes} MB, the most that is taken`,
  'nothing-to-explain': () =>
    'nothing in it is known; expected a Set-Cookie line, a cookie (in DevTools: Network, a request, Headers), a cURL command ' +
    '(there: Copy as cURL), a HAR (there: Export HAR), session options, or a scenario',
  'explain-elsewhere': ({ as }) => elsewhere[as],
  'explain-takes-it': ({ what }) => `this is ${what}: session-playground explain says what follows from it`,
  'no-scenario-in-it': () => 'there is no scenario in this: one is drawn from a cURL command or a HAR',
  'file-exists': () => 'there is a file of that name already',
  'export-of-several': () => 'of several scenarios each is written by its own name: leave the name away',
  'no-shard': ({ most }) => `expected a part of the parts that there are, such as 1/4, of ${most} at most`,
  'no-web-address': () => 'expected an address such as https://app.example.com/login',
  'one-form-only': () => 'expected one of them',
  'nothing-to-compare': () => 'expected at least one option with the values to compare',
  'not-key-values': () => 'expected key=a,b, such as resave=true,false',
  'port-taken': ({ port }) => `Port ${port} is taken: give another with --port, or none.`,
  'port-forbidden': ({ port }) => `Port ${port} is not allowed to you: give another with --port.`,
} satisfies SomeProblemWords;
