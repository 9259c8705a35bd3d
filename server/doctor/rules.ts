import type { RuleTable } from './rule.ts';
import { cookieRules } from './rules/cookie-rules.ts';
import { proxyRules } from './rules/proxy-rules.ts';
import { savingRules } from './rules/saving-rules.ts';
import { scopeRules } from './rules/scope-rules.ts';
import { secretRules } from './rules/secret-rules.ts';
import { secureRules } from './rules/secure-rules.ts';
import { storeRules } from './rules/store-rules.ts';
import { timeRules } from './rules/time-rules.ts';

const table = {
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

/** Every rule by id, in the order in which findings of one severity are told. */
export const doctorRules: Readonly<Record<DoctorRuleId, RuleTable[string]>> = table;
