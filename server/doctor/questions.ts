import type { Question } from '../contract/doctor/doctor.ts';
import { contextRows, type DoctorContext } from '../contract/doctor/doctor-context.ts';
import { examine } from './examine.ts';
import type { Subject } from './rule.ts';

/** What is not said of the app, and which answer would bring a hazard or a warning beside those that are found. */
export function questionsAbout(subject: Subject): Question[] {
  const known = new Set(examine(subject).map(({ rule }) => rule));
  const unsaid = contextKeys.filter((key) => subject.context[key] === null);
  return unsaid.flatMap((about) =>
    contextRows[about].asked.flatMap((answer): Question[] => {
      const context: DoctorContext = { ...subject.context, [about]: answer };
      const consequences = examine({ ...subject, context })
        .filter(({ rule, severity }) => severity !== 'note' && !known.has(rule))
        .map(({ rule, severity, title }) => ({ rule, severity, title }));
      return consequences.length === 0 ? [] : [{ about, answer, consequences }];
    }),
  );
}

const contextKeys = Object.keys(contextRows) as Array<keyof DoctorContext>;
