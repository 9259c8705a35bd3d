import type { FoundApp } from '../../contract/found-app.ts';
import { versionsText } from '../../contract/options/lab-config.ts';
import { countText, percentText, shareOf, sumOf } from '../../contract/races/race-counts.ts';
import { raceAssurance, raceHeadline } from '../../contract/races/race-words.ts';
import type { Count, RaceAnomaly, RaceOutcome, RaceResult } from '../../contract/races/races.ts';
import { storeText } from '../../contract/stores/store-text.ts';
import { oneLine } from '../process/output.ts';

/** Outcomes of one kind that are shown; of more there is only the number. */
const shownAtMost = 4;

/** A race's result as text for a reader. */
export function raceText(title: string, claim: string | null, result: RaceResult): string {
  const { outcomes, anomalies, effort, versions, config } = result;
  const serial = outcomes.filter((outcome) => outcome.serial);
  const queue = config.oneAtATime ? ', one at a time per session' : '';
  return [
    oneLine(title),
    ...(claim === null ? [] : [`  ${oneLine(claim)}`]),
    '',
    ...requestLines(result),
    '',
    raceHeadline(result),
    '',
    ...anomalies.flatMap((anomaly) => anomalyLines(anomaly, result)),
    ...serialLines(serial, result),
    raceAssurance(result),
    ...appLines(result.app),
    `${countText(effort.requests)} requests, store ${storeText(config.store)}${queue}; ${versionsText(versions)}`,
    '',
  ].join('\n');
}

/** What an app of somebody's own was found to be; its options are those that count. */
function appLines(app: RaceResult['app']): string[] {
  if (app === undefined) return [];
  const kept = app.restart
    ? 'What it keeps beside its sessions was set back for each run.'
    : 'What it keeps beside its sessions was not set back: it exports no reset.';
  return [
    ...foundAppLines(app),
    ...(app.before.length === 0
      ? []
      : [
          `Before the race: ${app.before.map(({ method, path, status }) => oneLine(`${method} ${path} ${status}`)).join(', ')}.`,
        ]),
    kept,
    ...(app.held ?? []).map(({ hold, steps }) => oneLine(`Held besides: ${hold} (${steps.join(', ')}).`)),
    ...app.unheld.map(({ request, after, what, where }) =>
      oneLine(
        `${request} also waits${after === null ? '' : ` after ${after}`} for something that is not held (${what}${where === null ? '' : `, at ${where}`}): its place is not varied.`,
      ),
    ),
  ];
}

/** The options with which an app of somebody's own runs, a line for each of its session middlewares. */
export const foundAppLines = ({ form, sessions }: FoundApp): string[] =>
  sessions.map(({ name, resave, saveUninitialized, rolling, unset, store }) =>
    oneLine(
      `Your app (${form}): ${[
        name,
        ...(resave === undefined ? [] : [`resave ${resave}`]),
        `saveUninitialized ${saveUninitialized}`,
        `rolling ${rolling}`,
        ...(unset === undefined ? [] : [`unset ${unset}`]),
      ].join(', ')}${store === null ? '' : `; in place of its ${store} the store below`}.`,
    ),
  );

function requestLines({ requests }: RaceResult): string[] {
  const width = (key: 'id' | 'method') => Math.max(...requests.map((request) => request[key].length));
  return requests.map(
    ({ id, browser, method, path }) =>
      `  ${id.padEnd(width('id'))}  ${method.padEnd(width('method'))} ${path}  (${browser})`,
  );
}

function anomalyLines({ kind, schedules, example, outcomes }: RaceAnomaly, result: RaceResult): string[] {
  const ids = new Set(outcomes);
  const found = result.outcomes.filter(({ id }) => ids.has(id));
  const shown = found.find((outcome) => outcome.example.join() === example.join()) ?? found[0];
  return [
    `✗ ${kind}: ${partText(schedules, result)}`,
    ...listed(found, (outcome) => `${countText(outcome.schedules)}: ${outcome.words}`),
    ...(shown === undefined ? [] : exampleLines(shown)),
    '',
  ];
}

function exampleLines({ example, doomedAt, store, responses }: RaceOutcome): string[] {
  const doomed = doomedAt === null ? undefined : example[doomedAt];
  return [
    `    for example  ${example.join(' ')}`,
    ...(doomed === undefined || doomedAt === null
      ? []
      : [`    no way back  from step ${doomedAt + 1}, ${doomed}, on`]),
    ...storeLines(store).map((line, place) => `    ${place === 0 ? 'it leaves' : '         '}    ${line}`),
    ...responses.map(({ request, status, body }, place) => {
      const words = body === '' ? '' : ` ${shortened(body.replace(/\s+/g, ' '))}`;
      return `    ${place === 0 ? 'answers' : '       '}      ${request} ${status}${words}`;
    }),
  ];
}

function serialLines(serial: readonly RaceOutcome[], result: RaceResult): string[] {
  if (serial.length === 0) return [];
  const part = partText(sumOf(serial.map(({ schedules }) => schedules)), result);
  const leaves = ({ schedules, words, store }: RaceOutcome) =>
    `${countText(schedules)}: ${words} ${storeLines(store).join('; ')}`;
  return [`✓ as one request after the other: ${part}`, ...listed(serial, leaves), ''];
}

function listed(outcomes: readonly RaceOutcome[], lineOf: (outcome: RaceOutcome) => string): string[] {
  const more = outcomes.length - shownAtMost;
  const rest = more <= 0 ? [] : [`    and ${more} more outcome${more === 1 ? '' : 's'}`];
  return [...outcomes.slice(0, shownAtMost).map((outcome) => `    ${lineOf(outcome)}`), ...rest];
}

const partText = (part: Count, { schedules: { total } }: RaceResult): string =>
  `${countText(part)} of ${countText(total)} orders (${percentText(shareOf(part, total))})`;

/** Each stored session with its data; the cookie's own settings are left out. */
function storeLines(store: RaceOutcome['store']): string[] {
  const lines = Object.entries(store).map(([sid, session]) => {
    const { cookie: _, ...data } =
      typeof session === 'object' && session !== null ? { cookie: null, ...session } : { cookie: null };
    return `${sid} ${shortened(JSON.stringify(data))}`;
  });
  return lines.length === 0 ? ['no session'] : lines;
}

const longest = 160;
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
