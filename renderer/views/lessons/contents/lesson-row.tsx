import { Circle, CircleCheck, CircleDot, Trophy } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { toldLine } from '../../../../server/contract/errors.ts';
import { useScenarioCatalogue } from '../../../services/files/scenario-catalogue.ts';
import { addressOf, type Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import type { Mark } from '../progress/progress-slice.ts';

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

/** Up and Down go from row to row of the contents, and from the search box into the list. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const contents = event.currentTarget.closest('.contents');
  if (by === undefined || contents === null) return;
  const rows = [...contents.querySelectorAll<HTMLElement>('.lesson-row')];
  const at = rows.indexOf(event.currentTarget);
  const next = rows[at === -1 ? 0 : at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Files that are no scenarios, each with what is wrong and where. They are not run. */
export function RefusedFiles() {
  const opened = useScenarioCatalogue((state) => state.files);
  const workshop = useLessons((state) => state.workshop);
  const refused = [...opened, ...(workshop?.files ?? [])].filter((file) => !file.ok);
  const leftOut = workshop?.leftOut ?? 0;
  if (refused.length === 0 && leftOut === 0) return null;
  return (
    <section className="refused" aria-label="Refused files">
      {refused.map(({ name, problems }) => (
        <div key={name} role="alert">
          <p>
            <strong>{name}</strong> is no scenario that can be run. Nothing was changed.
          </p>
          <ul>
            {problems.slice(0, problemsShown).map((problem) => (
              <li key={toldLine(problem)} className="mono">
                {toldLine(problem)}
              </li>
            ))}
            {problems.length > problemsShown && <li>…and {problems.length - problemsShown} more</li>}
          </ul>
        </div>
      ))}
      {leftOut > 0 && workshop && (
        <p>
          {workshop.name} has {leftOut} more files than are read.
        </p>
      )}
    </section>
  );
}

const problemsShown = 5;
