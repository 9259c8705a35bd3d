import { useEffect, useMemo, useState } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { AtCursor, type AtCursorTab } from '../../../panels/at-cursor.tsx';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { useSavedLayout } from '../../../services/window/use-saved-layout.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useCursorCommands } from '../../../shell/use-cursor-commands.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { Columns } from '../../../ui/columns.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { addressOf, type Entry, neighboursOf } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { Presenter } from '../present/presenter.tsx';
import { Checklist } from '../run/checklist.tsx';
import { useOutcome } from '../run/use-outcome.ts';
import { useRun } from '../run/use-run.ts';
import { LessonHead } from './lesson-head.tsx';
import { LessonText } from './lesson-text.tsx';
import './lesson-page.css';

/** One lesson, on the page or presented. */
export function LessonPage({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const { before, after } = neighboursOf(entries, entry.id);
  const isPresenting = useWindow((state) => state.isPresenting);
  useCommands(
    useMemo(() => {
      const go = (to: Entry | null) => () => {
        if (to) window.location.hash = addressOf(to.id);
      };
      return { nextLesson: go(after), previousLesson: go(before) };
    }, [before, after]),
  );
  useEffect(() => useLessons.getState().visit(entry.id), [entry.id]);
  return isPresenting ? <Presenter entry={entry} /> : <Lesson entry={entry} entries={entries} />;
}

/** What a lesson says beside what happens when it is run. */
function Lesson({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const { run } = useRun(entry);
  const present = useWindow((state) => state.present);
  useCursorCommands();
  useCommands(useMemo(() => ({ fire: () => void run(), present: () => present(true) }), [run, present]));
  const columns = useSavedLayout('lesson-columns');
  return (
    <div className="lesson">
      <LessonHead entry={entry} entries={entries} />
      <Columns
        layout={columns}
        columns={[
          {
            id: 'text',
            name: 'The lesson',
            least: 18,
            share: '31%',
            height: 40,
            content: <LessonText entry={entry} entries={entries} />,
          },
          { id: 'run', name: 'Its run', least: 28, height: 44, content: <LessonRun entry={entry} /> },
        ]}
      />
    </div>
  );
}

/** The timeline of the run, and below it what was checked and what was true at the cursor. */
function LessonRun({ entry }: { entry: Entry }) {
  const right = useSavedLayout('lesson-right');
  const below = useSavedLayout('lesson-below');
  return (
    <Group {...right} orientation="vertical">
      <Pane id="timeline" defaultSize="48%" minSize="8rem">
        <LessonTimeline entry={entry} />
      </Pane>
      <Splitter label="Resize the checks" />
      <Pane id="below" minSize="8rem">
        <Group {...below} orientation="horizontal">
          <Pane id="checks" defaultSize="55%" minSize="14rem">
            <Checklist entry={entry} />
          </Pane>
          <Splitter label="Resize the panels at the cursor" />
          <Pane id="cursor" minSize="14rem">
            <LessonAtCursor entry={entry} />
          </Pane>
        </Group>
      </Pane>
    </Group>
  );
}

/** What was true at the cursor, in the lesson's own lab. */
function LessonAtCursor({ entry }: { entry: Entry }) {
  const [tab, setTab] = useState<AtCursorTab>('event');
  const isInLog = useOutcome(entry)?.isInLog ?? false;
  const blank = <p className="lesson-blank soft">After a run, what was true at each instant stands here.</p>;
  return <AtCursor tab={tab} onTab={setTab} {...(!isInLog && { blank })} />;
}

/** The timeline of the lesson's run, followed while it runs, and whole when it is over; what somebody else's lab did is not shown as if it were the lesson's. */
function LessonTimeline({ entry }: { entry: Entry }) {
  const isInLog = useOutcome(entry)?.isInLog ?? false;
  const isRunning = useLessons((state) => state.running?.id === entry.id);
  return (
    <section className="lesson-timeline" aria-labelledby="lesson-timeline-heading">
      {isInLog || isRunning ? (
        <Timeline
          key={isRunning ? 'running' : 'over'}
          fits={!isRunning}
          heading={<h2 id="lesson-timeline-heading">Timeline</h2>}
        />
      ) : (
        <>
          <h2 id="lesson-timeline-heading">Timeline</h2>
          <p className="lesson-blank soft">
            Press F to run it. It gets a lab of its own; what you did in yours is put aside, and comes back
            when you ask for it.
          </p>
        </>
      )}
    </section>
  );
}
