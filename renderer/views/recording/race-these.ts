import type { LogEvent } from '../../../server/contract/events/events.ts';
import { methods } from '../../../server/contract/requests.ts';
import {
  type ScenarioInput,
  type StepInput,
  scenarioFormat,
} from '../../../server/contract/scenario/scenario.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import type { Lane } from '../../history/log/lane.ts';

/** A scenario that races two requests of a recording. `missing`: where a value is to be filled in by hand. */
export type RaceThese = { scenario: ScenarioInput; missing: string[] };

type Content = Extract<LogEvent, { type: 'content' }>;
type Send = Extract<StepInput, { send: unknown }>['send'];
/** A value of an earlier response, and the step that has it, so that it can be captured there. */
type Source = { send: Send; capture: { json: string } | { field: string }; name: string };

/** Requests of the same browsers that are sent before. */
const mostBefore = 20;
/** What is shorter may stand anywhere by chance. */
const shortest = 4;
const isMasked = (value: string): boolean => value.startsWith('•••• ');

/** The requests that overlap with one in time, nearest first. */
export const overlapping = (log: EventLog, lane: Lane): Lane[] =>
  log.lanes.lanes.filter((one) => one !== lane && one.from <= lane.to && one.to >= lane.from).slice(0, 50);

export function raceThese(log: EventLog, one: Lane, other: Lane): RaceThese {
  const contents = new Map<string, Content>();
  for (const event of log.events) if (event.type === 'content') contents.set(event.request, event);
  const begin = Math.min(one.from, other.from);
  const browsers = new Set([browserOf(one), browserOf(other)]);
  const before = log.lanes.lanes
    .filter((lane) => lane.to < begin && browsers.has(browserOf(lane)))
    .slice(-mostBefore);
  const sources = new Map<string, Source>();
  const named = new Set<string>();
  const nameFor = (path: string, place: number): string => {
    const base = `${(path.match(/[A-Za-z]\w*$/)?.[0] ?? 'value').slice(0, 20)}${place + 1}`;
    let name = base;
    for (let count = 2; named.has(name); count++) name = `${base}_${count}`;
    named.add(name);
    return name;
  };
  const missing: string[] = [];
  const captured = (send: Send, name: string, capture: Source['capture']) => {
    send.capture ??= {};
    Object.assign(send.capture, { [name]: capture });
  };
  /** What is sent in a value's place: the capture of an earlier response that has it. */
  const sent = (value: string, where: string): string => {
    const source = value.length < shortest ? undefined : sources.get(value);
    if (source !== undefined) {
      captured(source.send, source.name, source.capture);
      return `\${${source.name}}`;
    }
    if (isMasked(value)) missing.push(where);
    return isMasked(value) ? 'to be filled in' : value;
  };
  const sendOf = (lane: Lane, where: string, id?: string): Send => {
    const asked = contents.get(lane.request)?.asked ?? null;
    const send: Send = {
      ...(id !== undefined && { id }),
      browser: browserOf(lane),
      method: methods.find((method) => method === lane.method) ?? 'GET',
      path: pathOf(lane.url, (value, name) => sent(value, `${where}.path${name}`)),
      ...(asked?.kind === 'form' && {
        form: formOf(asked.values, (value, name) => sent(value, `${where}.form.${name}`)),
      }),
      ...(asked?.kind === 'json' && {
        json: jsonOf(asked.values, (value, path) => sent(value, `${where}.json${path}`)),
      }),
    };
    return send;
  };
  const steps: StepInput[] = before.map((lane, place) => {
    const send = sendOf(lane, `steps[${place}].send`);
    const answered = contents.get(lane.request)?.answered ?? null;
    for (const [path, value] of answered === null ? [] : leavesOf(answered.values)) {
      sources.set(value, {
        send,
        name: nameFor(path, place),
        capture: answered?.kind === 'json' ? { json: path } : { field: path },
      });
    }
    return { send };
  });
  const at = steps.length;
  steps.push({
    together: [one, other]
      .toSorted((a, b) => a.from - b.from)
      .map((lane, place) => sendOf(lane, `steps[${at}].together[${place}]`, place === 0 ? 'A' : 'B')),
  });
  const title = `${one.method} ${one.url} beside ${other.method} ${other.url}`.slice(0, 200);
  return { scenario: { format: scenarioFormat, title, browsers: [...browsers], steps }, missing };
}

const browserOf = (lane: Lane): string => lane.browser ?? 'newcomer';

/** A URL with what is sent in the place of the parts of its path, and of the values of its query. */
function pathOf(url: string, sent: (value: string, name: string) => string): string {
  const cut = url.indexOf('?');
  const [path, query] = cut === -1 ? [url, null] : [url.slice(0, cut), url.slice(cut + 1)];
  const inPath = path.split('/').map((part) => inUrl(part, (value) => sent(value, '')));
  const inQuery = query?.split('&').map((pair) => {
    const end = pair.indexOf('=');
    if (end === -1) return pair;
    const name = pair.slice(0, end);
    return `${name}=${inUrl(pair.slice(end + 1), (value) => sent(value, `?${name}`))}`;
  });
  return [inPath.join('/'), ...(inQuery === undefined ? [] : [inQuery.join('&')])].join('?');
}

/** What stands as it is stays as it was written. */
function inUrl(text: string, sent: (value: string) => string): string {
  const value = decoded(text);
  const instead = sent(value);
  if (instead === value) return text;
  return instead.startsWith('${') ? instead : encodeURIComponent(instead);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function formOf(values: unknown, sent: (value: string, name: string) => string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Object(values)).map(([name, value]) => [name, sent(String(value), name)]),
  );
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

function jsonOf(value: unknown, sent: (value: string, path: string) => string, path = ''): Json {
  if (Array.isArray(value)) return value.map((one, place) => jsonOf(one, sent, `${path}[${place}]`));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, jsonOf(one, sent, `${path}.${key}`)]),
    );
  if (typeof value === 'string') return sent(value, path);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Texts and numbers of a JSON value, by their paths: `user.id`. */
function leavesOf(value: unknown, path = ''): Array<[path: string, value: string]> {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
  const isSendable = typeof value === 'string' || typeof value === 'number';
  return isSendable && String(value).length >= shortest ? [[path, String(value)]] : [];
}
