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
