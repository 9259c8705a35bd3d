import { type Problem, problem } from '../../contract/errors.ts';
import type { PasteKind } from '../../contract/explain.ts';
import { kindOf, pastedKinds } from '../../explain/recognise.ts';

/** Said beside the refusal of a text that is another thing, which explain takes: what it is. `own`: what is wanted there. */
export function explainTakes(text: string, own: readonly PasteKind[]): Problem[] {
  const kind = kindOf(text);
  if (kind === null || own.includes(kind)) return [];
  return [problem('explain-takes-it', '', { what: pastedKinds[kind] })];
}
