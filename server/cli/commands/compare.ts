import type { UserAppFiles } from '../../app/user/user-app.ts';
import {
  type CompareProgress,
  type Comparison,
  type Dimension,
  type OutcomeName,
  outcomeNames,
  withoutLogs,
} from '../../contract/compare/compare.ts';
import { parseDimension } from '../../contract/compare/dimension-text.ts';
import { shownSetting } from '../../contract/stores/store-text.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { createRaces } from '../../races/host.ts';
import { compare } from '../../scenarios/compare/compare.ts';
import { compareHtml } from '../../scenarios/compare/compare-html.ts';
import { compareMarkdown } from '../../scenarios/compare/compare-markdown.ts';
import { shownValue } from '../../scenarios/compare/dimensions.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { allowHandler, type HandlerFlags } from '../input/allow-handler.ts';
import { type AppFlags, appFilesOf, checkFor, refusedSubject } from '../input/own-app.ts';
import { readScenario } from '../input/read-scenario.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { compareText } from '../text/compare-text.ts';

export type CompareFlags = HandlerFlags &
  AppFlags & { store?: string; json?: true; markdown?: true; html?: true; failOn?: readonly string[] };
export type CompareOptions = CompareFlags & { file: string; set: readonly string[]; io: Io };

const names = Object.keys(outcomeNames) as OutcomeName[];
const flagOf = (name: OutcomeName): string => name.replaceAll(' ', '-');

/** `logout-undone`; `bad` for all that are. Throws ProblemError where it is none. */
function outcomesNamed(given: string): OutcomeName[] {
  const found = names.filter((name) =>
    given === 'bad' ? outcomeNames[name].tone === 'bad' : flagOf(name) === given,
  );
  if (found.length > 0) return found;
  throw problemError('none-of', '', { known: ['bad', ...names.map(flagOf)] }, `--fail-on ${given}`);
}

/** Runs a scenario file or a lesson in every combination of the values. */
export async function compareCommand({
  file,
  io,
  app,
  reset,
  hold,
  allowHandlers,
  failOn = [],
  ...flags
}: CompareOptions): Promise<ExitCode> {
  const show = formOf(flags);
  const grave = failOn.flatMap(outcomesNamed);
  const dimensions = dimensionsOf(flags);
  const files = await appFilesOf({ app, reset, hold });
  const scenario = await readScenario(file);
  if (files !== null) checkFor(scenario, file);
  await allowHandler(scenario, file, { allowHandlers, io, store: flags.store });
  return interruptible(io, async (signal) => {
    const races = createRaces();
    try {
      const settings = { createPlayground, races, app: files, signal, onProgress: progressOn(io) };
      const comparison = await compare({ scenario, dimensions }, settings);
      io.out(show(comparison));
      return comparison.cells.some(({ outcome }) => grave.includes(outcome.name)) ? 1 : 0;
    } catch (error) {
      throw error instanceof ProblemError ? placed(file, files, error, dimensions) : error;
    } finally {
      await races.close();
    }
  });
}

function formOf({ json, markdown, html }: CompareFlags): (comparison: Comparison) => string {
  const forms = [
    ...(json ? [jsonText] : []),
    ...(markdown ? [compareMarkdown] : []),
    ...(html ? [compareHtml] : []),
  ];
  if (forms.length > 1) throw problemError('one-form-only', '', {}, '--json, --markdown, --html');
  return forms[0] ?? compareText;
}

const jsonText = (comparison: Comparison): string => `${JSON.stringify(withoutLogs(comparison))}\n`;

function dimensionsOf({ set, store }: Pick<CompareOptions, 'set' | 'store'>): Dimension[] {
  const settings = [...set, ...(store === undefined ? [] : [`store=${store}`])];
  if (settings.length === 0) throw problemError('nothing-to-compare', '', {}, '--set key=a,b');
  return settings.map((setting) => {
    const dimension = parseDimension(setting);
    if (dimension === null) throw problemError('not-key-values', '', {}, `--set ${shownSetting(setting)}`);
    return dimension;
  });
}

/** A dimension is named as it was given on the command line, everything else by its place in the file. */
function placed(
  file: string,
  app: UserAppFiles | null,
  { problems }: ProblemError,
  dimensions: readonly Dimension[],
): ProblemError {
  const [problem] = problems;
  if (problem?.at === 'dimensions') return new ProblemError([{ ...problem, at: '' }]);
  const [, place, value] = /^dimensions\[(\d+)\]\.(?:key|values\[(\d+)\])$/.exec(problem?.at ?? '') ?? [];
  const dimension = place === undefined ? undefined : dimensions[Number(place)];
  if (problem === undefined || dimension === undefined) {
    const set = dimensions.map(({ key, values }) => `${key}=${values.join(',')}`);
    return refusedSubject(file, app, { set }, problems);
  }
  const { key, values } = dimension;
  const given = shownValue(key, values[Number(value ?? 0)] ?? '');
  return key === 'store'
    ? new ProblemError([{ ...problem, at: '' }], `--store ${given}`)
    : new ProblemError(
        [{ ...problem, at: value === undefined ? '' : key }],
        `--set ${shownSetting(`${key}=${given}`)}`,
      );
}

const progressOn =
  (io: Io) =>
  ({ done, cells }: CompareProgress): void => {
    if (io.isWatched) io.err(done === cells ? '\r\u001b[K' : `\r${done} of ${cells} combinations\u001b[K`);
  };
