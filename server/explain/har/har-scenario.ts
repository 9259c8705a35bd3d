import type { JarCookie } from '../../contract/events/events.ts';
import type { Told } from '../../contract/explain.ts';
import type { ScenarioInput } from '../../contract/scenario/scenario.ts';
import { say } from '../../words/explain/say.ts';
import { type DrawnScenario, drawScenario, methodLeftOut } from '../requests/scenario-text.ts';
import type { NamedExchange } from './follow-session.ts';
import { harSteps } from './har-steps.ts';

/** What was recorded, as a scenario; `together`: the names of the requests that overlapped, by group. */
type HarScenario = DrawnScenario & { together: string[][] };

/** `cookie`: the session cookie that the browser held at the end; null where there was none. */
export function harScenario(
  exchanges: readonly NamedExchange[],
  { host, cookie, hasCookies }: { host: string; cookie: JarCookie | null; hasCookies: boolean },
): HarScenario {
  const { steps, together, leftOut, requests } = harSteps(exchanges);
  const notes: Told[] = [
    ...(cookie === null ? [] : [say('options-of-cookie', {})]),
    say('settings-not-said', {}),
    cookie === null ? say('expects-nothing', {}) : say('expects-cookie', {}),
  ];
  const { scenario, told } = drawScenario({
    title: `From a HAR of ${host}`,
    options: cookie === null ? {} : optionsOf(cookie),
    steps: [...steps, ...expected(cookie)],
    requests,
    hasCookies,
    notes,
  });
  return { scenario, together, told: [...leftOut.map(({ request }) => methodLeftOut(request)), ...told] };
}

const longestLife = 34_560_000_000;

/** The options that write such a cookie, as far as it shows them. */
function optionsOf({ name, path, httpOnly, secure, sameSite, expires, created, partition }: JarCookie) {
  const lasts =
    expires === null || created === undefined ? null : Math.round((expires - created) / 1000) * 1000;
  return {
    name,
    cookie: {
      path,
      httpOnly,
      secure,
      sameSite: sameSite ?? false,
      ...(lasts === null || lasts <= 0 ? {} : { maxAge: Math.min(lasts, longestLife) }),
      ...(partition === undefined ? {} : { partitioned: true }),
    },
  };
}

function expected(cookie: JarCookie | null): ScenarioInput['steps'] {
  if (cookie === null) return [];
  const { name, path, httpOnly, secure, sameSite } = cookie;
  return [
    { expect: { cookie: 'alice', name, present: true, attributes: { path, httpOnly, secure, sameSite } } },
  ];
}
