import { Circle, CircleCheck, CircleDot, Trophy } from 'lucide-react';
import { addressOf, type Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import type { Mark } from '../progress/progress-slice.ts';
import { moveAmongRows } from './move-among-rows.ts';

/** One lesson in the contents: how far one has come, its title, its claim. */
export function LessonRow({ entry: { id, scenario } }: { entry: Entry }) {
  const mark = useLessons((state) => state.progress[id]);
  const { Icon, words } = look(mark);
  return (
    <li>
      <a
        className={`lesson-row ${mark?.passed ? 'passed' : ''}`}
        href={addressOf(id)}
        onKeyDown={moveAmongRows}
      >
        <Icon aria-hidden />
        <span className="lesson-row-title">{scenario.title}</span>
        <span className="visually-hidden"> ({words})</span>
        <span className="lesson-row-claim soft">{scenario.claim}</span>
        {scenario.task !== undefined && (
          <span className={`lesson-row-task ${mark?.done ? 'done' : ''}`}>
            {mark?.done && <Trophy aria-hidden />}
            {mark?.done ? 'task done' : 'task'}
          </span>
        )}
      </a>
    </li>
  );
}

function look(mark: Mark | undefined) {
  if (mark === undefined) return { Icon: Circle, words: 'not opened yet' };
  return mark.passed ? { Icon: CircleCheck, words: 'seen to hold' } : { Icon: CircleDot, words: 'opened' };
}
