import { useEffect, useMemo } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { useCommands } from '../../../services/commands.ts';
import { useSavedLayout } from '../../../services/use-saved-layout.ts';
import { useWindow } from '../../../services/window-store.ts';
import { useCursorCommands } from '../../../shell/use-cursor-commands.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { addressOf, type Entry, neighboursOf } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { Presenter } from '../present/presenter.tsx';
import { Checklist } from '../run/checklist.tsx';
import { useRun } from '../run/use-run.ts';
import { LessonAtCursor } from './at-cursor.tsx';
import { LessonHead } from './lesson-head.tsx';
import './lesson-page.css';
import { LessonText } from './lesson-text.tsx';
import { LessonTimeline } from './lesson-timeline.tsx';

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
  const right = useSavedLayout('lesson-right');
  const below = useSavedLayout('lesson-below');
  return (
    <div className="lesson">
      <LessonHead entry={entry} entries={entries} />
      <Group {...columns} orientation="horizontal" className="lesson-body">
        <Pane id="text" defaultSize="31%" minSize="18rem">
          <LessonText entry={entry} entries={entries} />
        </Pane>
        <Splitter label="Resize the text" />
        <Pane id="run" minSize="28rem">
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
        </Pane>
      </Group>
    </div>
  );
}
