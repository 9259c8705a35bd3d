import type { RequestSpec } from '../../../server/contract/requests.ts';
import type { Step } from '../../../server/contract/scenario/scenario.ts';
import { clockText } from '../../ui/duration.ts';

/** What a step does, in words, a line for each request; none for an expectation, which the checks themselves say. */
export function stepWords(step: Step): string[] {
  if ('send' in step) return [requestWords(step.send)];
  if ('together' in step) return step.together.map(requestWords);
  if ('advance' in step) return [`the clock moves on by ${clockText(step.advance).replace(/^\+/, '')}`];
  if ('wait' in step) return step.wait === 0 ? [] : [`${step.wait} ms pass`];
  if ('configure' in step) return [`the options change: ${settings(step.configure)}`];
  if ('expect' in step) return [];
  return Object.entries(step).map(([kind, given]) => `${kind}: ${settings(given)}`);
}

function requestWords({ id, browser, method, path, work, after, cookies, json, form }: RequestSpec): string {
  const given = json === undefined ? form : json;
  const with_ = given === undefined ? '' : ` with ${JSON.stringify(given)}`;
  const notes = [
    work === undefined ? null : `working ${work} ms`,
    after === 0 ? null : `${after} ms later`,
    cookies === 'jar'
      ? null
      : typeof cookies === 'object'
        ? 'with a Cookie header of its own'
        : cookieWords[cookies],
  ].filter((note) => note !== null);
  const name = id === undefined ? '' : `${id}: `;
  return `${name}${browser} sends ${method} ${path}${with_}${notes.length === 0 ? '' : `, ${notes.join(', ')}`}`;
}

const cookieWords = {
  jar: '',
  omit: 'without cookies',
  'cross-site': 'from another site',
  'cross-site-link': 'by a link on another site',
};

const settings = (given: unknown, prefix = ''): string =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
    ? Object.entries(given)
        .map(([key, value]) => settings(value, prefix === '' ? key : `${prefix}.${key}`))
        .join(', ')
    : prefix === ''
      ? String(given)
      : `${prefix} ${JSON.stringify(given)}`;
