import type { RaceSpec } from '../../../../server/contract/races/races.ts';
import type { RequestSpec } from '../../../../server/contract/requests.ts';
import type { Step } from '../../../../server/contract/scenario/scenario.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import { draftOf, mostRaceRequests } from './race-request.ts';

/** A step before the race as it is edited: a request, or one of the other steps of a scenario, which stay as they are. */
export type Earlier = { draft: Draft } | { step: Exclude<Step, { send: unknown }> };

/** `handler`: source of one that comes with the race; left out where it is the playground's. */
export type FromSpec = { before: Earlier[]; requests: Draft[]; leftOut: number; handler?: string | null };

/**
 * A race that was written down (in a scenario, in a lesson) as the form holds it. Steps that change nothing, such as
 * expectations, have no part in it.
 */
export const fromSpec = ({
  before,
  requests,
  handler,
}: Pick<RaceSpec, 'before' | 'requests'> & Partial<Pick<RaceSpec, 'handler'>>): FromSpec => ({
  ...(handler !== undefined && { handler }),
  before: before.flatMap((step): Earlier[] => {
    if ('expect' in step || ('wait' in step && step.wait === 0)) return [];
    return ['send' in step ? { draft: draftOfSpec(step.send) } : { step }];
  }),
  requests: requests.slice(0, mostRaceRequests).map(draftOfSpec),
  leftOut: Math.max(0, requests.length - mostRaceRequests),
});

export function draftOfSpec({ browser, method, path, cookies, form, json, headers }: RequestSpec): Draft {
  return draftOf({
    browser,
    method,
    path,
    ...(typeof cookies === 'string' ? { cookies } : { cookies: 'edited', edited: cookies.edited }),
    ...(form && { bodyKind: 'form', form: linesOf(form, '=') }),
    ...(json !== undefined && { bodyKind: 'json', json: JSON.stringify(json) }),
    ...(headers && { headers: linesOf(headers, ': ') }),
  });
}

const linesOf = (pairs: Readonly<Record<string, string>>, between: string): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name}${between}${value}`)
    .join('\n');
