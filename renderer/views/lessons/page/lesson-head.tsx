import { ChevronLeft, ChevronRight, ListTree, PencilLine, Play, Presentation, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { runCommand } from '../../../services/keyboard/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { addressOf, type Entry, neighboursOf } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { useMakeOwn } from '../own/use-draft-actions.ts';
import { useRun } from '../run/use-run.ts';

/** Where one is in the course, and what one can do with this lesson. */
export function LessonHead({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const { run, stop } = useRun(entry);
  const { copy } = useMakeOwn();
  const isRunning = useLessons((state) => state.running?.id === entry.id);
  const { before, after } = neighboursOf(entries, entry.id);
  const place = entries.indexOf(entry) + 1;
  return (
    <header className="lesson-head">
      <Tooltip text="All lessons">
        <a className="button plain icon-only" href="#/lessons" aria-label="Contents">
          <ListTree aria-hidden />
        </a>
      </Tooltip>
      <div className="grow lesson-title">
        <p className="dense faint">
          {entry.chapter} · {place} of {entries.length}
        </p>
        <h2>{entry.scenario.title}</h2>
      </div>
      <Neighbour entry={before} words="Previous lesson" shortcut="B" icon={<ChevronLeft aria-hidden />} />
      <Neighbour entry={after} words="Next lesson" shortcut="N" icon={<ChevronRight aria-hidden />} />
      <Button
        look="plain"
        icon={<PencilLine aria-hidden />}
        aria-label="Make it your own"
        hint="A copy, to be changed and saved as a file"
        onClick={() => copy(entry.scenario)}
      />
      <Button
        icon={<Presentation aria-hidden />}
        shortcut="P"
        hint="On the whole screen, step by step"
        onClick={() => runCommand('present')}
      >
        Present
      </Button>
      {isRunning ? (
        <Button icon={<Square aria-hidden />} onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button
          look="primary"
          icon={<Play aria-hidden />}
          shortcut="F"
          hint="Sets up a lab for the lesson, does its steps over real HTTP, and checks what it claims"
          onClick={() => void run()}
        >
          Run
        </Button>
      )}
    </header>
  );
}

function Neighbour({
  entry,
  words,
  shortcut,
  icon,
}: {
  entry: Entry | null;
  words: string;
  shortcut: string;
  icon: ReactNode;
}) {
  if (entry === null) return null;
  return (
    <Tooltip text={`${words}: ${entry.scenario.title}`} shortcut={shortcut}>
      <a
        className="button plain icon-only"
        href={addressOf(entry.id)}
        aria-label={words}
        aria-keyshortcuts={shortcut}
      >
        {icon}
      </a>
    </Tooltip>
  );
}
