import type { LogEvent } from '../../../server/contract/events/events.ts';

/** The kinds of events that the log can be narrowed to. */
export const logKinds = {
  all: 'everything',
  request: 'requests',
  store: 'store and session',
  verdict: 'verdicts',
  cookie: 'cookies',
  lab: 'lab',
} as const;
export type LogKind = keyof typeof logKinds;

const kindOf: Readonly<Record<LogEvent['type'], readonly LogKind[]>> = {
  sent: ['request'],
  arrived: ['request'],
  work: ['request'],
  headers: ['request', 'cookie'],
  responded: ['request'],
  aborted: ['request'],
  answered: ['request', 'cookie'],
  received: ['request'],
  'send-failed': ['request'],
  verdict: ['verdict'],
  session: ['store'],
  changed: ['store'],
  'store-called': ['store'],
  'store-answered': ['store'],
  'store-connection': ['store'],
  'store-outside': ['store'],
  jar: ['cookie', 'verdict'],
  'browser-added': ['lab'],
  'browser-removed': ['lab'],
  error: ['request', 'lab'],
  'lab-started': ['lab'],
  'lab-configured': ['lab'],
  'lab-restarted': ['lab', 'store'],
  'lab-stopped': ['lab'],
  clock: ['lab'],
  faults: ['lab', 'store'],
  printed: ['lab'],
  anomaly: ['verdict', 'store'],
  process: ['lab'],
  identified: ['cookie'],
  content: ['request'],
};

export const isOfKind = (event: LogEvent, kind: LogKind): boolean =>
  kind === 'all' || kindOf[event.type].includes(kind);
