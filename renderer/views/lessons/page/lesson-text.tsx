import { useMemo } from 'react';
import type { Entry } from '../catalogue/entry.ts';
import { NowYou } from '../run/now-you.tsx';
import { LessonOptions } from '../setup/lesson-options.tsx';
import { LessonCode } from './lesson-code.tsx';
import { RichText } from './rich-text.tsx';
import { WhereAsked } from './where-asked.tsx';

/** What a lesson says, in the order in which it is read: claim, text, its options, the task, the code, the links. */
export function LessonText({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const { claim, text = [], code, links = [], task } = entry.scenario;
  const ids = useMemo(() => new Set(entries.map(({ id }) => id)), [entries]);
  const isLesson = (id: string) => ids.has(id);
  return (
    <div className="lesson-text scroll">
      {claim !== undefined && (
        <p className="lesson-claim">
          <RichText text={claim} isLesson={isLesson} />
        </p>
      )}
      {text.map((paragraph) => (
        <p key={paragraph}>
          <RichText text={paragraph} isLesson={isLesson} />
        </p>
      ))}
      <LessonOptions entry={entry} />
      {task !== undefined && <NowYou entry={entry} task={task} />}
      {code !== undefined && <LessonCode code={code} />}
      {links.length > 0 && <WhereAsked links={links} />}
    </div>
  );
}
