import { ChevronDown, ChevronRight, Disc, FolderOpen, FolderTree } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { addressOf, type Entry } from '../catalogue/entry.ts';
import { useOpening } from '../catalogue/use-shelf.ts';
import { useLessons } from '../lessons-store.ts';
import { useMakeOwn } from '../own/use-draft-actions.ts';
import { byChapter, findLessons, summaryOf } from './find-lessons.ts';
import { LessonRow, moveAmongRows, RefusedFiles } from './lesson-row.tsx';
import './contents.css';

/** The table of contents, by chapter, with what was reached. `missing`: an id that the address named and nobody has. */
export function Contents({ entries, missing }: { entries: readonly Entry[]; missing: string | null }) {
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const found = findLessons(entries, words);
  useCommands(useMemo(() => ({ search: () => search.current?.focus() }), []));
  const openFirst = () => {
    const [first] = found;
    if (first) window.location.hash = addressOf(first.id);
  };
  return (
    <div className="contents scroll">
      <ContentsHead entries={entries}>
        <input
          ref={search}
          type="search"
          className="input"
          aria-label="Find a lesson"
          placeholder="Find a lesson: logout, secure, touch…"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            moveAmongRows(event);
            if (event.key === 'Enter' && words.trim() !== '') openFirst();
          }}
        />
      </ContentsHead>
      <ContentsTools />
      {missing !== null && (
        <p className="lesson-missing" role="status">
          There is no lesson “{missing}” here. A file that was opened has to be opened again after a reload.
        </p>
      )}
      <RefusedFiles />
      {found.length === 0 && (
        <p className="soft">No lesson says “{words}”. Try a word such as cookie, save or proxy.</p>
      )}
      {byChapter(found).map((chapter) => (
        <Chapter key={chapter.chapter} {...chapter} isFound={words.trim() !== ''} />
      ))}
    </div>
  );
}

/** A chapter, which can be folded away; what was found in it is shown all the same. */
function Chapter({
  chapter,
  entries,
  isFound,
}: {
  chapter: string;
  entries: readonly Entry[];
  isFound: boolean;
}) {
  const isFolded = useLessons(({ foldedChapters }) => foldedChapters.includes(chapter));
  const fold = useLessons((state) => state.foldChapter);
  const passed = useLessons(({ progress }) => entries.filter(({ id }) => progress[id]?.passed).length);
  const isOpen = isFound || !isFolded;
  return (
    <section className="chapter" aria-label={chapter}>
      <h3>
        <button
          type="button"
          className="chapter-fold"
          aria-expanded={isOpen}
          aria-disabled={isFound}
          onClick={() => !isFound && fold(chapter, !isFolded)}
        >
          {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          {chapter}
          <span className="faint">
            {passed} of {entries.length}
          </span>
        </button>
      </h3>
      {isOpen && (
        <ol>
          {entries.map((entry) => (
            <LessonRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** How far one has come, where to go on, and ways to other scenarios. */
function ContentsHead({ entries, children }: { entries: readonly Entry[]; children: ReactNode }) {
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

/** Ways to scenarios that are not in the course. */
function ContentsTools() {
  const { open, openFolder } = useOpening();
  const { record } = useMakeOwn();
  return (
    <div className="row wrap contents-tools">
      <Button
        icon={<FolderOpen aria-hidden />}
        shortcut="Ctrl+O"
        hint="A scenario file; it can be dropped on the window too"
        onClick={open}
      >
        Open a file…
      </Button>
      <Button
        icon={<FolderTree aria-hidden />}
        hint="Its scenario files become a chapter"
        onClick={openFolder}
      >
        Open a workshop folder…
      </Button>
      <Button
        icon={<Disc aria-hidden />}
        hint="Makes a scenario of what was done in the lab"
        onClick={record}
      >
        Record what I did
      </Button>
    </div>
  );
}
