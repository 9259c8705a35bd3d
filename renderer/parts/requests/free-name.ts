const names = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi'];

/** A name for another browser that is not taken. */
export const freeName = (taken: readonly string[]): string =>
  names.find((name) => !taken.includes(name)) ?? `browser ${taken.length + 1}`;
