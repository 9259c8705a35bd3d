import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { RaceSpecInput } from '../../../../server/contract/races/races.ts';
import { findOptions } from '../../../parts/options/find-options.ts';
import { optionValue } from '../../../parts/options/option-value.ts';
import { earlyOf } from './race-request.ts';
import type { Setup } from './setup.ts';

type Race = { spec: RaceSpecInput; setup: Pick<Setup, 'config'> };

/** What `now` has that `before` had not, in words: `resave: true → false`. null when other requests race. */
export function differences(before: Race, now: Race): string[] | null {
  if (!isSameRace(before.spec, now.spec)) return null;
  const early = earlyWords(now.spec);
  return [
    ...(earlyWords(before.spec) === early ? [] : [early]),
    ...optionDifferences(before.setup.config, now.setup.config),
  ];
}

function optionDifferences(before: LabConfig, now: LabConfig): string[] {
  const options = findOptions('').flatMap(({ path, row }) => {
    const [old, value] = [optionValue(before, path), optionValue(now, path)].map(written);
    return old === value ? [] : [path === 'secret' ? 'other secrets' : `${row.label}: ${old} → ${value}`];
  });
  const stores = [before.store.kind, now.store.kind];
  return stores[0] === stores[1] ? options : [...options, `store: ${stores.join(' → ')}`];
}

const written = (value: unknown): string => (value === null ? 'not set' : String(value));

const plainPath = (path: string): string => path.replace(/([?&])early=\w+&?/, '$1').replace(/[?&]$/, '');

/** Apart from `early`, which is told by itself. */
const isSameRace = (one: RaceSpecInput, other: RaceSpecInput): boolean =>
  JSON.stringify(plain(one)) === JSON.stringify(plain(other));

const plain = ({ before, requests, browsers, handler }: RaceSpecInput): unknown => ({
  before,
  browsers,
  handler,
  requests: requests.map((request) => ({ ...request, path: plainPath(request.path) })),
});

const earlyNames = {
  no: 'saves at the end',
  save: 'saves early',
  reload: 'reloads, then saves early',
} as const;

function earlyWords({ requests }: RaceSpecInput): string {
  const kinds = [...new Set(requests.map(({ path }) => earlyOf(path)))];
  if (kinds.length === 1) return `every request ${earlyNames[kinds[0] ?? 'no']}`;
  return requests.map(({ id, path }) => `${id} ${earlyNames[earlyOf(path)]}`).join(', ');
}
