import { messageFor } from '../../browsers/message.ts';
import type { RaceSpec } from '../../contract/races/races.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import { keyText, valueText } from '../express/express-code-words.ts';
import { RaceTestRefused } from './refused.ts';

/** What is done before the race, and the requests that race, as data of the generated test. */
export function sentText({ browsers, before, requests }: RaceSpec): string {
  const steps = before.flatMap(stepTexts);
  const raceRequests = requests.map(
    (spec, place) => `  ${keyText(idOf(spec, place))}: ${requestText(spec, `requests[${place}]`)},`,
  );
  return [
    `const browsers = ${valueText(browsers)};`,
    steps.length === 0
      ? 'const before = [];'
      : `const before = [\n${steps.map((step) => `  ${step},`).join('\n')}\n];`,
    `const requests = {\n${raceRequests.join('\n')}\n};`,
  ].join('\n');
}

const idOf = ({ id }: RequestSpec, place: number): string => id ?? String.fromCharCode(65 + place);

/** Expectations have no part in a race, and no time passes by waiting, as the clock stands still. */
function stepTexts(step: RaceSpec['before'][number], place: number): string[] {
  const at = `before[${place}]`;
  if ('send' in step) return [`{ send: ${requestText(step.send, at)} }`];
  if ('together' in step) return step.together.map((spec) => `{ send: ${requestText(spec, at)} }`);
  if ('advance' in step) return [`{ advance: ${step.advance} }`];
  if ('copyCookie' in step) return [`{ copyCookie: ${valueText(step.copyCookie)} }`];
  if ('wait' in step || 'expect' in step) return [];
  if ('fault' in step) throw new RaceTestRefused(at, 'a store that fails cannot be written into a test');
  const { genid: _, secret: __, ...patch } = step.configure;
  const apart = ['trustProxy', 'cookieForm', 'name', 'store'].find((key) => key in patch);
  if (apart !== undefined)
    throw new RaceTestRefused(at, `a change of ${apart} before the race cannot be written into a test`);
  return [`{ configure: ${valueText(patch)} }`];
}

function requestText(spec: RequestSpec, at: string): string {
  const { browser, path, cookies, follow, app } = spec;
  if (app !== undefined)
    throw new RaceTestRefused(at, 'a request to another app cannot be written into a test');
  if (cookies === 'cross-site' || cookies === 'cross-site-link')
    throw new RaceTestRefused(at, 'a request from another site cannot be written into a test');
  const made = messageFor({ ...spec, work: undefined }, 'http://lab');
  if (!made.ok) throw new RaceTestRefused(`${at}.${made.at}`, made.message);
  const { method, headers, body } = made.message;
  return valueText({
    browser,
    method,
    path,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(body !== null && { body }),
    ...(cookies === 'omit' && { cookies: '' }),
    ...(typeof cookies === 'object' && { cookies: cookies.edited }),
    ...(follow !== 'never' && { follow: true }),
  });
}
