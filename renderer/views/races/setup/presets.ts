import { type LabRouteId, labRoutes } from '../../../../server/contract/routes.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import { draftFor, routes } from '../../../parts/requests/routes.ts';
import { draftOf } from './race-request.ts';

type Preset = {
  label: string;
  /** What is asked by it. */
  sentence: string;
  before: readonly LabRouteId[];
  requests: readonly LabRouteId[];
};

/** Races that everybody has, with what came before each. */
export const presets = {
  'writer and reader': {
    label: 'writer and reader',
    sentence: 'Can a request that only reads undo what another one writes?',
    before: ['views'],
    requests: ['cart', 'me'],
  },
  'two writers': {
    label: 'two writers',
    sentence: 'Two requests each add to the cart. How often are both kept?',
    before: ['views'],
    requests: ['cart', 'cart'],
  },
  'three writers': {
    label: 'three writers',
    sentence: 'The same with three: how often are all of them kept?',
    before: ['views'],
    requests: ['cart', 'cart', 'cart'],
  },
  'logout and reader': {
    label: 'logout and reader',
    sentence: 'Can a request in flight undo a logout?',
    before: ['login'],
    requests: ['logout', 'me'],
  },
  'two first visits': {
    label: 'two first visits',
    sentence: 'A page loads two things at once and has no cookie yet. How many sessions does that begin?',
    before: [],
    requests: ['views', 'views'],
  },
  'two regenerates': {
    label: 'two regenerates',
    sentence: 'Two requests each change the session’s ID. Which one does the browser end up with?',
    before: ['views'],
    requests: ['regenerate', 'regenerate'],
  },
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof presets;
export const presetIds = Object.keys(presets).filter((id): id is PresetId => id in presets);
export const firstPreset: PresetId = 'writer and reader';

/** The requests of a preset, sent by that browser. */
export function presetDrafts(id: PresetId, browser: string): { before: Draft[]; requests: Draft[] } {
  const { before, requests }: Preset = presets[id];
  const sent = (route: LabRouteId) => draftOf({ browser, ...filledIn(route) });
  return { before: before.map(sent), requests: requests.map(sent) };
}

function filledIn(id: LabRouteId): Partial<Draft> {
  const route = routes.find((one) => one.id === id);
  return route ? draftFor(route) : { method: labRoutes[id].method, path: labRoutes[id].example };
}
