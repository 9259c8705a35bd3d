import type { Told } from '../../contract/explain.ts';
import { cookieRows } from './cookies.ts';
import { harRows } from './har.ts';
import { requestRows } from './requests.ts';
import { count, fact, list, question, type Row, trouble } from './row.ts';

/** What is said of options and scenarios. */
const fileRows = {
  finding: trouble(
    (p: { severity: string; title: string; rule: string }) => `${p.severity}: ${p.title} (${p.rule})`,
  ),
  'nothing-found': fact((_: object) => 'The doctor finds nothing in them, as far as they are said.'),
  'not-read': question(
    (p: { options: readonly string[] }) =>
      `Not read, because it is no literal: ${list(p.options)}. It is judged by what holds whatever it is.`,
  ),
  asks: question(
    (p: { about: string; answer: string; severity: string; title: string }) =>
      `${p.about} is not said: if it is ${p.answer}, a ${p.severity}: ${p.title}`,
  ),
  'doctor-says-more': fact(
    (p: { file: string }) => `session-playground doctor ${p.file} says why, and how to mend it.`,
  ),
  'scenario-sends': fact(
    (p: { requests: number; expectations: number; store: string }) =>
      `It sends ${count(p.requests, 'request')} and has ${count(p.expectations, 'expectation')}, on the store ${p.store}.`,
  ),
  'run-it': fact(
    (p: { file: string }) =>
      `session-playground run ${p.file} runs it over real HTTP and checks what it expects.`,
  ),
  'race-it': fact(
    (p: { file: string }) =>
      `session-playground race ${p.file} runs its overlapping requests in every order.`,
  ),
  'expects-nothing-yet': trouble((_: object) => 'It expects nothing, so run checks nothing and ends with 1.'),
};

const rows = { ...cookieRows, ...requestRows, ...harRows, ...fileRows };
type Rows = typeof rows;

/** Says something by its code; the sentence is in this folder alone. */
export function say<Code extends keyof Rows>(code: Code, given: Parameters<Rows[Code][1]>[0]): Told {
  // TypeScript does not see that the row of a code takes what is given for it.
  const [mark, sentence] = rows[code] as Row<typeof given>;
  return { code, mark, words: sentence(given) };
}
