import type { ReactNode } from 'react';
import { addressOf, type Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { summaryOf } from './summary.ts';

/** How far one has come, where to go on, and ways to other scenarios. */
export function ContentsHead({ entries, children }: { entries: readonly Entry[]; children: ReactNode }) {
  const progress = useLessons((state) => state.progress);
  const { words, next } = summaryOf(entries, progress);
  return (
    <header className="contents-head">
      <div className="grow">
        <h2>Lessons</h2>
        <p className="soft">Each makes a claim, and shows whether it holds, here and now. {words}</p>
      </div>
      {children}
      {next && (
        <a className="button primary" href={addressOf(next.id)}>
          {words === '' ? 'Begin' : 'Go on'}: {next.scenario.title}
        </a>
      )}
    </header>
  );
}
