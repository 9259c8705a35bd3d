import type { Entry } from '../catalogue/entry.ts';

/** The entries in whose title, claim, text or id every word occurs. */
export function findLessons(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ id, chapter, scenario: { title, claim = '', text = [] } }) => {
    const said = [id, chapter, title, claim, ...text].join(' ').toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}

/** The same by chapter, in their order. */
export function byChapter(entries: readonly Entry[]): Array<{ chapter: string; entries: Entry[] }> {
  const chapters = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = chapters.get(entry.chapter);
    if (same === undefined) chapters.set(entry.chapter, [entry]);
    else same.push(entry);
  }
  return [...chapters].map(([chapter, inIt]) => ({ chapter, entries: inIt }));
}
