import type { AnomalyEventBody } from './events.ts';

type Names = { request: (request: string | null) => string; sid: (sid: string) => string };

/** What went wrong between two requests, in a sentence; `names` says what they and the session are called. */
export function anomalySentence(
  { kind, request, other, sid, paths, undone }: AnomalyEventBody,
  names: Names,
): string {
  const [by, of, session] = [names.request(request), names.request(other), `session ${names.sid(sid)}`];
  if (undone)
    return `What ${of} wrote is in ${session} after all: ${by} had read it, and saved what came of it.`;
  switch (kind) {
    case 'lost update':
      return `Lost update: ${by} saved ${session} without having read what ${of} wrote, so ${pathsInWords(paths)} is gone.`;
    case 'lost delete':
      return `Lost delete: ${by} saved its old copy after ${of} had destroyed ${session}, which is stored again.`;
    case 'duplicate session':
      return `Duplicate session: ${by} and ${of} came together, it seems from one browser, and each was given a session of its own; ${names.sid(sid)} is the later.`;
    case 'stale base':
      return `Stale base: ${by} saved over what ${of} had saved to ${session} since it was loaded. Nothing of it is lost.`;
  }
}

/** Takes one more into those that hold: what was lost for a while only is lost no more. */
export function takeAnomaly<Anomaly extends AnomalyEventBody>(found: Anomaly[], event: Anomaly): void {
  if (!event.undone) return void found.push(event);
  const place = found.findLastIndex(
    ({ kind, sid, other }) => kind === event.kind && sid === event.sid && other === event.other,
  );
  if (place !== -1) found.splice(place, 1);
}

const pathsInWords = (paths: readonly string[]): string =>
  paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and more` : paths.join(', ') || 'it';
