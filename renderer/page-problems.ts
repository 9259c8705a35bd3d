import type { z } from 'zod';
import type { BridgeParams } from '../server/contract/bridge.ts';
import { type ProblemOf, type ProblemParams, type ToldProblem, toldLine } from '../server/contract/errors.ts';
import { type InputCode, inputWords } from '../server/contract/input/input-words.ts';
import { problemsOf } from '../server/contract/input/problems.ts';
import { raceSteps } from '../server/contract/races/races.ts';
import type { RecordingParams } from '../server/contract/recording/recording-file.ts';

type None = Record<string, never>;

/** What the page itself has to say of a refusal, beside its place. */
type OwnParams = {
  'is-recording': { name: string };
  // A call of the control plane. `said`: the line that came with it.
  'no-answer': None;
  'not-let-in': None;
  'app-refused': { problems: readonly ToldProblem[]; said: string };
  'app-failed': { said: string };

  // Forms.
  'no-duration': None;
  'no-header-lines': None;
  'no-json': None;
  'pasted-over': None;
  'browser-there': None;
  'nothing-varied': None;
  'no-values': None;
  'value-twice': { value: string };
  'too-many-combinations': { count: number; most: number };
  'no-labels': None;
  /** `place`: from 0. */
  'no-label': { place: number; label: string };
  'label-of-nobody': { place: number; label: string; request: string; known: readonly string[] };
  'label-of-no-step': { place: number; label: string; step: string };
};

/** Those of the page, of the desktop's dialogs, and of the schemas that the page checks with itself. */
type PageParams = OwnParams & BridgeParams & RecordingParams & Pick<ProblemParams, InputCode>;
type PageCode = keyof PageParams;

/** Why the page does not do what was asked. */
export type PageProblem<Code extends PageCode = PageCode> = ProblemOf<PageParams, Code>;

/** Nothing was done, for this reason. */
export type PageRefused = { ok: false; problem: PageProblem };

const stepWords = ({ place, label }: { place: number; label: string }) => `Step ${place + 1}, “${label}”`;

const words: { [Code in PageCode]: (given: PageParams[Code]) => string } = {
  ...inputWords,
  'no-answer': () => 'the app did not answer.',
  'not-let-in': () => 'the app did not let this page in.',
  'app-refused': ({ problems: [first, ...others], said }) =>
    first === undefined
      ? said
      : others.length === 0
        ? first.message
        : [first, ...others].map(toldLine).join('; '),
  'app-failed': ({ said }) => said,

  'is-recording': ({ name }) => `${name} is a recording, which is opened under Recording`,
  'no-recording': () => 'it is no recording: expected a file that was saved from a recording here',
  'newer-recording': ({ version }) =>
    `it was saved by a newer Session Playground (version ${version} of the format): update this one`,
  'recording-over': ({ most }) => `larger than is taken: ${most.toLocaleString('en')} at most`,
  'recording-line': ({ line }) =>
    `line ${line} is no event of a recording: it was changed, or is of something else`,

  'no-duration': () => 'expected ms, such as 60000, or an amount such as 60s, 1m or 2h',
  'no-header-lines': () => 'expected one header a line, such as X-Forwarded-Proto: https',
  'no-json': () => 'expected JSON',
  'pasted-over': () =>
    'larger than 1 MB, the most that the page sends; on the command line, session-playground explain takes 32 MB',
  'browser-there': () => 'There is a browser of that name already.',
  'nothing-varied': () => 'Add an option to compare.',
  'no-values': () => 'Write its values, with commas between.',
  'value-twice': ({ value }) => `${value} is there twice.`,
  'too-many-combinations': ({ count, most }) =>
    `${count} combinations are more than the ${most} that can be compared at once.`,
  'no-labels': () => 'Paste labels such as A.load B.load A.work; there are none in this.',
  'no-label': (given) => `${stepWords(given)}: expected a request and its step, such as A.load.`,
  'label-of-nobody': ({ request, known, ...given }) =>
    `${stepWords(given)}: there is no request ${request}; there are ${known.join(', ')}.`,
  'label-of-no-step': ({ step, ...given }) =>
    `${stepWords(given)}: ${step} is no step; steps are ${raceSteps.join(', ')}.`,

  'file-gone': ({ name }) => `${name}: it is not there any more`,
  'file-forbidden': ({ name }) => `${name}: you are not allowed to use it`,
  'file-is-folder': ({ name }) => `${name}: it is a folder`,
  'file-special': ({ name }) => `${name}: it is no file but a pipe or a device`,
  'file-over': ({ name, most }) => `${name}: it is larger than ${most / 1024 / 1024} MB`,
  'file-no-text': ({ name }) => `${name}: it cannot be read as text`,
  'file-of-system': ({ name, code }) => `${name}: the system says ${code}`,
  'disk-full': ({ name }) => `${name}: the disk is full`,
  'disk-read-only': ({ name }) => `${name}: the disk cannot be written to`,
  'folder-unreadable': () => 'the folder could not be read.',
};

/** Where it is turned into a sentence; its place is said by who shows it. */
export const pageSentence = <Code extends PageCode>({ code, params }: PageProblem<Code>): string =>
  words[code](params);

export const pageProblem = <Code extends PageCode>(
  code: Code,
  at: string,
  params: PageParams[Code],
): PageProblem<Code> => ({ code, at, params });

export const refuseOnPage = <Code extends PageCode>(
  code: Code,
  at: string,
  params: PageParams[Code],
): { ok: false; problem: PageProblem<Code> } => ({ ok: false, problem: pageProblem(code, at, params) });

/** The first thing that a schema did not take of what was given. */
export function firstProblem(error: z.ZodError, schema: z.ZodType, given: unknown): PageProblem {
  const [first] = problemsOf(error, schema, given);
  return first ?? pageProblem('library-said', '', { message: error.message });
}
