import type { Question } from '../contract/doctor/doctor.ts';
import { contextRows, type DoctorContext } from '../contract/doctor/doctor-context.ts';
import { examine } from './examine.ts';
import type { Subject } from './rule.ts';
import { readingsOf } from './unread.ts';

/** What is not said of the app, or cannot be read of its options, and which answer would bring a hazard or a warning beside those that are found. */
export function questionsAbout(subject: Subject): Question[] {
  const known = new Set(examine(subject).map(({ rule }) => rule));
  const unsaid = contextKeys.filter((key) => subject.context[key] === null);
  const ofOptions = readingsOf(subject).flatMap(({ option, value, subject: reading }) =>
    question(option, value, reading, known),
  );
  const ofContext = unsaid.flatMap((about) =>
    contextRows[about].asked.flatMap((answer): Question[] => {
      const context: DoctorContext = { ...subject.context, [about]: answer };
      return question(about, answer, { ...subject, context }, known);
    }),
  );
  return [...ofOptions, ...ofContext];
}

function question(about: string, answer: unknown, subject: Subject, known: ReadonlySet<string>): Question[] {
  const consequences = examine(subject)
    .filter(({ rule, severity }) => severity !== 'note' && !known.has(rule))
    .map(({ rule, severity, title }) => ({ rule, severity, title }));
  return consequences.length === 0 ? [] : [{ about, answer: String(answer), consequences }];
}

const contextKeys = Object.keys(contextRows) as Array<keyof DoctorContext>;
