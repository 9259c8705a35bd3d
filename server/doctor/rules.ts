import type { RuleTable } from './rule.ts';
import { cookieRules } from './rules/cookie-rules.ts';
import { type GivenRuleId, givenRules } from './rules/given-rules.ts';
import { proxyRules } from './rules/proxy-rules.ts';
import { savingRules } from './rules/saving-rules.ts';
import { scopeRules } from './rules/scope-rules.ts';
import { secretRules } from './rules/secret-rules.ts';
import { secureRules } from './rules/secure-rules.ts';
import { storeRules } from './rules/store-rules.ts';
import { timeRules } from './rules/time-rules.ts';

const table = {
  ...givenRules,
  ...secretRules,
  ...savingRules,
  ...storeRules,
  ...secureRules,
  ...proxyRules,
  ...cookieRules,
  ...scopeRules,
  ...timeRules,
};

export type DoctorRuleId = keyof typeof table;
/** Rules about what a lab can be set to; the others are about how options are given in a file. */
export type OptionRuleId = Exclude<DoctorRuleId, GivenRuleId>;

/** Every rule by id, in the order in which findings of one severity are told. */
export const doctorRules: Readonly<Record<DoctorRuleId, RuleTable[string]>> = table;
