import type { Entry } from '../catalogue/entry.ts';
import type { ProgressSlice } from '../progress/progress-slice.ts';

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

/** How many lessons of the course were seen to hold, and which is the first that was not. No words before the first. */
export function summaryOf(
  entries: readonly Entry[],
  progress: ProgressSlice['progress'],
): { words: string; next: Entry | null } {
  const course = entries.filter(({ origin }) => origin === 'course');
  const passed = course.filter(({ id }) => progress[id]?.passed === true).length;
  const withTask = course.filter(({ scenario }) => scenario.task !== undefined);
  const done = withTask.filter(({ id }) => progress[id]?.done === true).length;
  const next = course.find(({ id }) => progress[id]?.passed !== true) ?? null;
  if (passed === 0 && done === 0) return { words: '', next };
  return {
    words: `You have seen ${passed} of ${course.length} hold, and done ${done} of ${withTask.length} tasks.`,
    next,
  };
}
