/** The candidate most like `word`, or null when none is near enough to be what was meant. Case does not count. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  const begun =
    wanted.length < 3 ? [] : [...candidates].filter((one) => one.toLowerCase().startsWith(wanted));
  if (begun.length === 1) return begun[0] ?? null;
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance <= Math.max(2, candidate.length / 3) && distance < candidate.length) {
      if (best === null || distance < best.distance) best = { candidate, distance };
    }
  }
  return best?.candidate ?? null;
}

/** ` (did you mean "resave"?)`, or nothing. */
export const suggested = (candidate: string | null): string =>
  candidate === null ? '' : ` (did you mean "${candidate}"?)`;

/** Levenshtein's distance; words longer than 64 characters are far from everything. */
function editDistance(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? Number.POSITIVE_INFINITY;
}
