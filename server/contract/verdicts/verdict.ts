import { browserRules } from './browser-rules.ts';
import { cookieRules } from './cookie-rules.ts';
import { lateRules } from './late-rules.ts';
import { sessionRules } from './session-rules.ts';
import { storeRules } from './store-rules.ts';
import type { VerdictInputs } from './verdict-rule.ts';

/** Every rule by name. A verdict names one; subject, decision, source and sentence are drawn from here by every face. */
export const verdictRules = { ...sessionRules, ...cookieRules, ...storeRules, ...lateRules, ...browserRules };

export type VerdictRule = keyof typeof verdictRules;

/**
 * A decision with the rule that made it and its inputs, as they were when it was made. `actual` is what really
 * happened, observed separately, in the word of the rule's `decision`: a rule that is wrong shows as such.
 */
export type Verdict = { rule: VerdictRule; inputs: VerdictInputs; actual: string };

/** The verdict as a sentence that a beginner understands. */
export const explain = (verdict: Verdict): string => verdictRules[verdict.rule].sentence(verdict.inputs);
