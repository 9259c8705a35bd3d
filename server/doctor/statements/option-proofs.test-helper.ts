import type { OptionRuleId } from '../rules.ts';
import { cookieOptionProofs } from './cookie-option-proofs.test-helper.ts';
import { labSettingProofs } from './lab-setting-proofs.test-helper.ts';
import { sessionOptionProofs } from './session-option-proofs.test-helper.ts';
import type { Statement } from './statement.test-helper.ts';

/**
 * How a sentence of an option is seen to be so: by a run, and one on its other side; by a lesson, or the proof of a
 * doctor's rule, which are run on both sides; or not in a lab, with the reason.
 */
export type OptionProof = { says: string } & (
  | Omit<Statement, 'of' | 'says'>
  | { lesson: string }
  | { rule: OptionRuleId }
  | { isNotOfALab: string }
);

export type Proofs = readonly [OptionProof, ...OptionProof[]];

/** For tests, by the option's path: each of an option's sentences has one, which a test looks after. */
export const optionProofs: Readonly<Record<string, Proofs>> = {
  ...sessionOptionProofs,
  ...cookieOptionProofs,
  ...labSettingProofs,
};

/** Those that are runs of their own. */
export const provenStatements: readonly Statement[] = Object.entries(optionProofs).flatMap(
  ([option, proofs]) => proofs.flatMap((proof) => ('holds' in proof ? [{ of: { option }, ...proof }] : [])),
);
