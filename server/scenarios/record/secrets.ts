import type { ScenarioInput } from '../../contract/scenario/scenario.ts';

/**
 * The scenario with other secrets in the place of those that were used, as a file is passed on; the same one each time,
 * so that rotating them is still recorded.
 */
export function hideSecrets(scenario: ScenarioInput): ScenarioInput {
  const known = new Map<string, string>();
  const hide = (secret: string): string => {
    const hidden = known.get(secret) ?? `secret ${known.size + 1}`;
    known.set(secret, hidden);
    return hidden;
  };
  return JSON.parse(JSON.stringify(scenario), (key, value: unknown) => {
    if (key !== 'secret') return value;
    return Array.isArray(value)
      ? value.map(String).map(hide)
      : typeof value === 'string'
        ? hide(value)
        : value;
  });
}
