const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place));

/** Gives each request of a log the id that it has in the scenario: its own where that can be one, else the next letter. */
export function createNames() {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const next = (): string => letters.find((letter) => !taken.has(letter)) ?? `r${names.size + 1}`;
  return {
    name: (request: string): string => {
      const known = names.get(request);
      if (known !== undefined) return known;
      const isId = /^[A-Za-z][\w-]{0,15}$/.test(request) && !taken.has(request);
      const name = isId ? request : next();
      taken.add(name);
      names.set(request, name);
      return name;
    },
    all: (): ReadonlyMap<string, string> => names,
  };
}
