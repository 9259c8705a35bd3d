import { cookieOptionProofs } from './cookie-option-proofs.test-helper.ts';
import { labSettingProofs } from './lab-setting-proofs.test-helper.ts';
import { sessionOptionProofs } from './session-option-proofs.test-helper.ts';
import type { Proofs, Statement } from './statement.test-helper.ts';

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
