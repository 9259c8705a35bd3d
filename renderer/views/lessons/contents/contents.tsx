import { useMemo, useRef, useState } from 'react';
import { useCommands } from '../../../services/commands.ts';
import { addressOf, type Entry } from '../catalogue/entry.ts';
import './contents.css';
import { ContentsHead } from './contents-head.tsx';
import { ContentsTools } from './contents-tools.tsx';
import { byChapter, findLessons } from './find-lessons.ts';
import { LessonRow } from './lesson-row.tsx';
import { moveAmongRows } from './move-among-rows.ts';
import { RefusedFiles } from './refused-files.tsx';

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
        <section key={chapter.chapter} className="chapter" aria-label={chapter.chapter}>
          <h3>{chapter.chapter}</h3>
          <ol>
            {chapter.entries.map((entry) => (
              <LessonRow key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
