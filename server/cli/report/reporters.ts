import { relative } from 'node:path';
import { html } from '../../code/race/html.ts';
import { reportPage } from '../../code/race/report-page.ts';
import { messageOf } from '../../contract/message-of.ts';
import { problemError } from '../../words/problems.ts';
import type { Io } from '../process/output.ts';
import { save } from '../process/save.ts';
import type { Report } from './report.ts';

/** What a reporter makes of all that was asked for. `isOne`: of one file by its name, and not of a list. */
type Render = (reports: readonly Report[], isOne: boolean) => string;

const renders = {
  text: (reports) => reports.map(({ text }) => text).join('\n'),
  json: (reports, isOne) => {
    const [first] = reports;
    const all = reports.map(({ file, json }) => ({ file, ...Object(json) }));
    return `${JSON.stringify(isOne && first !== undefined ? first.json : all)}\n`;
  },
  junit: junitText,
  github: (reports) => reports.flatMap(annotationsOf).join(''),
  html: (reports) =>
    reportPage(reports.map(({ title }) => title).join(', '), html`${reports.map(({ section }) => section)}`),
} as const satisfies Record<string, Render>;

export type ReporterName = keyof typeof renders;
export const reporterNames = Object.keys(renders) as ReporterName[];
const isReporter = (name: string): name is ReporterName => Object.hasOwn(renders, name);

/** A reporter, and the file that it writes; null for stdout. */
export type Reporter = { name: ReporterName; to: string | null };

/** `text,junit=out.xml`. Null where one of them is none. */
export function parseReporters(text: string): Reporter[] | null {
  const found = text.split(',').map((one): Reporter | null => {
    const [name = '', ...to] = one.trim().split('=');
    return isReporter(name) ? { name, to: to.length === 0 ? null : to.join('=') } : null;
  });
  return found.includes(null) ? null : found.filter((one) => one !== null);
}

/** Shows what came of all files by each of the reporters. Throws ProblemError where a file cannot be written. */
export async function show(
  reports: readonly Report[],
  { reporters, isOne, io }: { reporters: readonly Reporter[]; isOne: boolean; io: Pick<Io, 'out'> },
): Promise<void> {
  for (const { name, to } of reporters) {
    const text = renders[name](reports, isOne);
    if (to === null) io.out(text);
    else
      await save(to, text).catch((error: unknown) => {
        throw problemError('library-said', '', { message: messageOf(error) }, `--reporter ${name}=${to}`);
      });
  }
}

/** The form that CI servers read (testmoapp/junitxml). */
function junitText(reports: readonly Report[]): string {
  const suites = reports.map(({ file, title, checks }) => {
    const cases = checks.map(({ name, holds, words }) => {
      const failure = holds ? '/>' : `><failure message="${xml(words)}">${xml(words)}</failure></testcase>`;
      return `    <testcase classname="${xml(file)}" name="${xml(name)}"${failure}`;
    });
    const failures = checks.filter(({ holds }) => !holds).length;
    const head = `  <testsuite name="${xml(title)}" file="${xml(file)}" tests="${checks.length}" failures="${failures}">`;
    return [head, ...cases, '  </testsuite>'].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

/** What XML 1.0 cannot hold becomes U+FFFD. */
const xml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

/** Workflow commands of GitHub: what failed stands at its file in a pull request. */
const annotationsOf = ({ file, title, checks }: Report): string[] =>
  checks
    .filter(({ holds }) => !holds)
    .map(({ name, words }) => {
      const place = `file=${property(relative(process.cwd(), file) || file)},title=${property(title)}`;
      return `::error ${place}::${data(`${name}: ${words}`)}\n`;
    });

const data = (text: string): string => text.replace(/[%\r\n]/g, encodeURIComponent);
const property = (text: string): string => text.replace(/[%\r\n:,]/g, encodeURIComponent);
