import type { SomeProblemWords } from '../contract/errors.ts';
import { suggested } from '../contract/input/nearest.ts';
import { ownHandlerPath } from '../contract/routes.ts';
import { beyondWords } from './beyond.ts';

const list = (names: readonly string[]): string => names.join(', ');

/** What a scenario cannot mean, and what cannot be done with it. */
export const scenarioWords = {
  'no-step': ({ known }) => `expected an object with one of ${list(known)}`,
  'not-one-step': ({ known, found }) =>
    `expected exactly one of ${list(known)}, found ${found.join(' and ') || 'none'}`,
  'no-expectation': ({ known, found, nearest }) =>
    `expected one of ${list(known)}, found ${list(found) || 'none'}${suggested(nearest)}`,
  'listed-twice': ({ name }) => `"${name}" is listed twice`,
  'not-in-browsers': ({ name, nearest }) => `no browser "${name}" in browsers${suggested(nearest)}`,
  'id-taken': ({ id }) => `the id "${id}" is taken by an earlier request`,
  'handler-not-reached': () =>
    `no step sends a request to ${ownHandlerPath}, where it answers, whatever the method; at any other path there are the built-in routes alone`,
  'function-not-allowed': () =>
    'this cookie function is code, which runs only when somebody has allowed it: nobody has allowed this one',
  'handler-not-allowed': () =>
    'this is code, which runs only when somebody has allowed it: nobody has allowed this one',
  'beyond-scenarios': ({ key, wish }) => `"${key}": ${beyondWords[wish]}`,
  'not-sent-before': ({ name, nearest }) =>
    `no request "${name}" was sent before this step${suggested(nearest)}`,
  'not-captured': ({ name }) => `\${${name}} was not captured by a request before this one`,
  'not-captured-before': ({ name, nearest }) =>
    `no step before this one captures "${name}"${suggested(nearest)}; for the text itself write $\${${name}}`,
  'no-path-captured': ({ path }) => `expected a path that starts with /, or an address, captured was ${path}`,
  'nothing-to-capture': ({ what, status, body }) =>
    `the response (status ${status}) has no ${what}: ${body === '' ? 'it has no body' : `it begins ${JSON.stringify(body)}`}`,
  'expects-nothing': ({ known }) => `expected at least one of ${list(known)}`,
  'absent-has-none': () => 'a cookie that is not present has no attributes',
  'sent-not-kept-back': () => 'a cookie that is sent was not kept back: give present false',
  'keeps-nothing-back': ({ rule }) => `${rule} keeps nothing back`,
  'refuses-nothing': ({ rule }) => `${rule} refuses nothing`,
  'instance-or-app': () => 'expected instance, app, or both',
  'nothing-is-equal': () => 'nothing can be equal where exists is false',
  'too-many-to-race': ({ most, found }) => `expected at most ${most} requests to race, found ${found}`,
  'nothing-to-race': ({ found }) =>
    `expected ${found === 'none' ? 'a step “together” with ' : ''}two or more requests to race, found ${found}`,
  'race-in-one-process': () => 'a race runs in one process, expected 1',
  'race-of-one-app': () => 'a race has one app, expected no others (secondApp is short for one)',
  'lab-taken': () =>
    'it was reset, or set up for something else, before the scenario had ended. Run it again.',
  'not-key-value': () => 'expected key=value, such as resave=false',
  'whole-cookie': () => 'expected one of its settings, such as cookie.maxAge=60000',
  'unknown-option': ({ key, nearest }) => `unknown option "${key}"${suggested(nearest)}`,
  'unknown-store': ({ known, nearest }) => `expected one of ${list(known)}${suggested(nearest)}`,
  'dimension-count': ({ most, found }) => `expected 1 to ${most} options to compare, found ${found}`,
  'dimension-twice': ({ key }) => `"${key}" is there twice: give all its values in one`,
  'too-many-cells': ({ most, found }) => `expected at most ${most} combinations, found ${found}`,
} satisfies SomeProblemWords;
