import { type Draft, firstDraft, type ReadDraft, readDraft } from '../../../parts/requests/draft.ts';

/** One request of the race, or one before it, as it is edited. `key` tells equal ones apart. */
export type RaceRequest = { readonly key: number; readonly draft: Draft };

/** The letter a request goes by, from its place: A, B, C, … */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);

export const fewestRaceRequests = 2;
/** That one can oversee; the engine takes more. */
export const mostRaceRequests = 6;

/** A request as the form holds it, from what is peculiar to it. */
export const draftOf = (own: Partial<Draft> & Pick<Draft, 'browser'>): Draft => ({
  ...firstDraft,
  work: 0,
  together: 1,
  follow: 'never',
  ...own,
});

/** Whether the session is saved, or reloaded and saved, before the handler's work. */
export const earlyChoices = ['no', 'save', 'reload'] as const;
export type Early = (typeof earlyChoices)[number];

const earlyQuery = 'early';

export function earlyOf(path: string): Early {
  const value = new URLSearchParams(path.split('?')[1] ?? '').get(earlyQuery);
  return value === 'save' || value === 'reload' ? value : 'no';
}

/** The same path with `?early=` as wanted; what else is in its query stays as it is written. */
export function withEarly(path: string, early: Early): string {
  const [pathname = '', query = ''] = path.split('?');
  const others = query.split('&').filter((part) => part !== '' && !part.startsWith(`${earlyQuery}=`));
  const parts = early === 'no' ? others : [...others, `${earlyQuery}=${early}`];
  return parts.length === 0 ? pathname : `${pathname}?${parts.join('&')}`;
}

/** The request as the engine takes it, or the field that is wrong. Time has no part in a race: its steps are held. */
export function readRaceRequest({ draft }: RaceRequest, id: string | null): ReadDraft {
  const read = readDraft(draft);
  if (!read.ok) return read;
  const { work: _work, follow: _follow, ...spec } = read.spec;
  return { ok: true, spec: id === null ? spec : { id, ...spec } };
}
