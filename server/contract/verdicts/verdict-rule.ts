/** What a rule decides about. */
export type VerdictSubject = 'session' | 'set-cookie' | 'store' | 'late' | 'browser';

/** The inputs of a decision, by name. */
export type VerdictInputs = Record<string, string | number | boolean | null>;

export type Rule = {
  subject: VerdictSubject;
  /** What the rule decides, in a word or two: saved, touched, sent, withheld, stored, refused. */
  decision: string;
  /** The function of express-session, or the section of a standard, that the rule is from. */
  source: string;
  sentence: (inputs: VerdictInputs) => string;
};

/** A table of rules; each keeps its name as a literal type. */
export const rulesAbout =
  (subject: VerdictSubject) =>
  <Name extends string>(
    rules: Record<Name, [decision: string, source: string, sentence: (inputs: VerdictInputs) => string]>,
  ): Record<Name, Rule> =>
    Object.fromEntries(
      Object.entries<(typeof rules)[Name]>(rules).map(([name, [decision, source, sentence]]) => [
        name,
        { subject, decision, source, sentence },
      ]),
    ) as Record<Name, Rule>;

/** What a handler put into a session, or changed of it, that express-session counts for nothing: see uncountedIn of the observer. */
export const uncountedWords = {
  /** After "nothing was put into it", "nothing changed". */
  butFor: ({ unwritten, cookieChanged }: VerdictInputs): string =>
    `${unwritten ? ' that JSON can write' : ''}${cookieChanged ? ' but its cookie’s settings, which count for nothing,' : ''}`,
  /** A sentence of its own; empty where JSON keeps all. */
  unwritten: ({ unwritten }: VerdictInputs): string =>
    unwritten ? ` JSON, as which a session is stored, does not keep as it is: ${unwritten}.` : '',
};
