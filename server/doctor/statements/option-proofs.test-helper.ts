import type { LabSettingKey } from '../../contract/options/lab-setting-rows.ts';
import type { CookieKey, OptionKey } from '../../contract/options/options.ts';
import type { OptionRuleId } from '../rules.ts';
import { cookieOptionProofs } from './cookie-option-proofs.test-helper.ts';
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
export type OptionProofs = Readonly<Record<OptionKey | LabSettingKey | `cookie.${CookieKey}`, Proofs>>;

/** For tests: an option without its proofs does not compile, and a test looks whether each of its sentences has one. */
export const optionProofs: OptionProofs = { ...sessionOptionProofs, ...cookieOptionProofs };

/** Those that are runs of their own. */
export const provenStatements: readonly Statement[] = Object.entries(optionProofs).flatMap(
  ([option, proofs]) => proofs.flatMap((proof) => ('holds' in proof ? [{ of: { option }, ...proof }] : [])),
);
