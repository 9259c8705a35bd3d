/** The secrets of an option's value, first the one that signs. */
export const secretsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const withSecret = (secrets: readonly string[], place: number, text: string): string[] =>
  secrets.map((secret, index) => (index === place ? text : secret));

export const withoutSecret = (secrets: readonly string[], place: number): string[] =>
  secrets.filter((_, index) => index !== place);

/** The secret at `place` changes place with the one before it. */
export function movedUp(secrets: readonly string[], place: number): string[] {
  const moving = secrets[place];
  if (moving === undefined || place === 0) return [...secrets];
  const rest = withoutSecret(secrets, place);
  return [...rest.slice(0, place - 1), moving, ...rest.slice(place - 1)];
}

/** Each secret with a key of its own, also where two are alike. */
export const keyed = (secrets: readonly string[]): Array<{ key: string; secret: string; place: number }> =>
  secrets.map((secret, place) => {
    const alikeBefore = secrets.slice(0, place).filter((other) => other === secret).length;
    return { key: `${secret} ${alikeBefore}`, secret, place };
  });
