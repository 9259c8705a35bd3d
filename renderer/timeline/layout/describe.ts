import { fromInWords } from '../../../server/contract/hosts.ts';
import { explain, verdictRules } from '../../../server/contract/verdicts/verdict.ts';
import type { AxisMark } from '../../history/folds/axis-marks.ts';
import { outside } from '../../history/folds/jars.ts';
import { backInWords, lossesOf, lossOfWrite } from '../../history/folds/losses-of.ts';
import { historyRow } from '../../history/folds/sessions.ts';
import { shortId } from '../../history/folds/words.ts';
import { lastAtOrBefore } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { callerLabel, type Lane, requestLabel, type Segment } from '../../history/log/lane.ts';
import type { SessionHistory, StoreEntry } from '../../history/log/session-index.ts';
import { duration, exactTime } from './axis.ts';
import { pathOf } from './request-rows.ts';
import type { Target } from './target.ts';

/** What something on the timeline is, in words. `warnings` are losses, refusals and failures. */
export type Told = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
};

export function describeTarget(log: EventLog, target: Target): Told {
  switch (target.type) {
    case 'lane':
      return describeLane(target.lane);
    case 'segment':
      return describeSegment(log, target.lane, target.segment);
    case 'mark':
      return describeMark(target.lane, target.mark);
    case 'axis':
      return describeAxisMarks([target.mark, ...target.others]);
    case 'session':
      return describeSession(target.history);
    case 'version':
      return describeVersion(log, target.history, target.entry);
  }
}

const describeAxisMarks = (marks: readonly AxisMark[]): Told => ({
  title: marks[0]?.sentence ?? '',
  lines: [...marks.slice(1).map(({ sentence }) => sentence), exactTime(marks[0]?.at ?? 0)],
  warnings: [],
});

const who = (lane: Lane): string => `${lane.browser ?? outside.name} ${requestLabel(lane.request)}`;

const verdictsAbout = (lane: Lane, subject: string): string[] =>
  lane.verdicts
    .filter(({ verdict }) => verdictRules[verdict.rule].subject === subject)
    .map(({ verdict }) => explain(verdict));

function describeLane(lane: Lane): Told {
  const took = lane.end ? `took ${duration(lane.end.at - lane.from)}` : 'under way';
  const status = lane.status ? `status ${lane.status.code}, ` : '';
  const redirected =
    lane.redirectOf === null ? [] : [`Follows the redirect of ${requestLabel(lane.redirectOf)}.`];
  const isBad = lane.end && lane.end.type !== 'received';
  return {
    title: `${who(lane)}: ${lane.method} ${lane.host ?? ''}${pathOf(lane.url)}`,
    lines: [
      `Sent at ${exactTime(lane.from)}, ${status}${took}.`,
      ...redirected,
      ...(lane.cause === null ? [] : [`Caused by ${fromInWords(lane.cause)}.`]),
      ...verdictsAbout(lane, 'store'),
    ],
    warnings: [
      ...(isBad ? [lane.end?.message ?? 'The connection closed before the response was finished.'] : []),
      ...verdictsAbout(lane, 'late'),
    ],
  };
}

const stepWords: Readonly<Record<Segment['step'], string>> = {
  load: 'load',
  work: 'work',
  save: 'save',
  touch: 'touch',
  destroy: 'destroy',
  respond: 'respond',
};

const subjectOf: Partial<Record<Segment['step'], string>> = {
  load: 'session',
  save: 'store',
  touch: 'store',
  destroy: 'store',
  respond: 'set-cookie',
};

function describeSegment(log: EventLog, lane: Lane, segment: Segment): Told {
  const took = segment.to === null ? 'under way' : duration(segment.to - segment.from);
  const subject = subjectOf[segment.step];
  const history = segment.sid === null ? undefined : log.sessions.bySid.get(segment.sid);
  const loss =
    history && segment.toSeq !== null && segment.step !== 'load'
      ? lossOfWrite(history, segment.toSeq)
      : undefined;
  const back = history && segment.toSeq !== null ? backInWords(history, segment.toSeq) : undefined;
  const undid =
    history && segment.step === 'save' ? lossesOf(history).filter(({ seq }) => seq === segment.toSeq) : [];
  return {
    title:
      segment.step === 'respond'
        ? `${who(lane)}: respond`
        : `${who(lane)}: ${stepWords[segment.step]}, ${took}`,
    lines: [
      ...versionLine(segment),
      `${exactTime(segment.from)}${segment.to === null || segment.to === segment.from ? '' : ` to ${exactTime(segment.to)}`}`,
      ...(subject === undefined ? [] : verdictsAbout(lane, subject)),
      ...(back === undefined ? [] : [back]),
    ],
    warnings: [
      ...(segment.error === null ? [] : [`The store failed: ${segment.error}`]),
      ...(loss ? [loss.sentence] : []),
      ...undid.map(({ sentence }) => sentence),
      ...(segment.step === 'respond' ? verdictsAbout(lane, 'late') : []),
    ],
  };
}

function versionLine({ step, version, base, sid, to, error }: Segment): string[] {
  if (sid === null || error !== null) return [];
  const session = `session ${shortId(sid)}`;
  switch (step) {
    case 'load':
      if (to === null) return [`Asks for ${session}.`];
      return [version === null ? `Found no ${session}.` : `Loaded v${version} of ${session}.`];
    case 'save':
      if (version === null) return [`Saves ${session}.`];
      return [
        `Wrote v${version} of ${session}, from ${base === null ? 'a new copy' : `its copy of v${base}`}.`,
      ];
    case 'touch':
      return [`Moved the expiry of ${session}.`];
    case 'destroy':
      return [`Destroyed ${session}.`];
    default:
      return [];
  }
}

const describeMark = (lane: Lane, { type, at }: Lane['marks'][number]): Told => ({
  title: `${who(lane)}: ${type === 'set-cookie' ? 'Set-Cookie sent' : 'cookie refused'}`,
  lines: [exactTime(at), ...(type === 'set-cookie' ? verdictsAbout(lane, 'set-cookie') : [])],
  warnings: type === 'set-cookie' ? [] : verdictsAbout(lane, 'browser'),
});

const describeSession = ({ sid, entries }: SessionHistory): Told => {
  const writes = entries.filter(({ kind }) => kind === 'write').length;
  return { title: `session ${sid}`, lines: [`Written ${writes} times.`], warnings: [] };
};

function describeVersion(log: EventLog, history: SessionHistory, entry: StoreEntry): Told {
  const row = historyRow(
    log,
    history.sid,
    lastAtOrBefore(history.entries, entry.seq),
    Number.POSITIVE_INFINITY,
  );
  const changes = (row?.write.changes ?? []).filter(({ path }) => !path.startsWith('cookie.'));
  const by = callerLabel(entry);
  const what = {
    kept: `v${entry.version}, stored before`,
    write: `v${entry.version}, written by ${by}`,
    touch: `touched by ${by}`,
    destroy: `destroyed by ${by}`,
    vanished: 'gone',
  }[entry.kind];
  return {
    title: `session ${shortId(history.sid)}: ${what}`,
    lines: [exactTime(entry.at), ...(entry.kind === 'write' ? changes.slice(0, 5).map(changeInWords) : [])],
    warnings: row?.loss ? [row.loss.sentence] : [],
  };
}

const changeInWords = ({
  path,
  before,
  after,
}: {
  path: string;
  before?: unknown;
  after?: unknown;
}): string => `${path}: ${inShort(before)} → ${inShort(after)}`;

const inShort = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? '');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};
