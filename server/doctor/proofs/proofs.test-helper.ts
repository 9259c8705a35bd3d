import type { OptionRuleId } from '../rules.ts';
import { cookieProofs } from './cookie-proofs.test-helper.ts';
import type { Proof } from './proof.test-helper.ts';
import { savingProofs } from './saving-proofs.test-helper.ts';
import { secretProofs } from './secret-proofs.test-helper.ts';
import { secureProofs } from './secure-proofs.test-helper.ts';
import { storeProofs } from './store-proofs.test-helper.ts';
import { timeProofs } from './time-proofs.test-helper.ts';

/** For tests: the proof of every rule. */
export const proofs: Readonly<Record<OptionRuleId, Proof>> = {
  ...secretProofs,
  ...savingProofs,
  ...storeProofs,
  ...secureProofs,
  ...cookieProofs,
  ...timeProofs,
};
