import { ExternalLink } from 'lucide-react';
import { useMemo } from 'react';
import { type IssueLink, issueUrl } from '../../../../server/contract/scenario/lessons.ts';
import { bridge } from '../../../services/window/bridge.ts';
import { addressOf, type Entry } from '../catalogue/entry.ts';
import { NowYou } from '../run/now-you.tsx';
import { LessonOptions } from '../setup/lesson-options.tsx';
import { LessonCode } from './lesson-code.tsx';

/** What a lesson says, in the order in which it is read: claim, text, its options, the task, the code, the links. */
export function LessonText({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const { claim, text = [], code, links = [], task, lab } = entry.scenario;
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
      {(code !== undefined || lab.handler !== undefined) && <LessonCode code={code} handler={lab.handler} />}
      {links.length > 0 && <WhereAsked links={links} />}
    </div>
  );
}

/** A paragraph of a lesson: `code`, *emphasis*, and another lesson's ID as a link to it. */
export const RichText = ({ text, isLesson }: { text: string; isLesson: (id: string) => boolean }) =>
  text.split(/(`[^`]+`|\*[^*\s][^*]*\*)/).map((part, place) => {
    const key = `${place} ${part}`;
    const inner = part.slice(1, -1);
    if (part.startsWith('`')) {
      return isLesson(inner) ? (
        <a key={key} href={addressOf(inner)}>
          {inner}
        </a>
      ) : (
        <code key={key}>{inner}</code>
      );
    }
    return part.length > 2 && part.startsWith('*') && part.endsWith('*') ? <em key={key}>{inner}</em> : part;
  });

/** Issues in which people asked about what the lesson shows. The desktop window opens them through its allow-list. */
function WhereAsked({ links }: { links: readonly IssueLink[] }) {
  return (
    <section className="lesson-section" aria-labelledby="where-asked">
      <h3 id="where-asked">Where people asked</h3>
      <ul className="lesson-links">
        {links.map((link) => (
          <li key={link}>
            <a
              href={issueUrl(link)}
              target="_blank"
              rel="noreferrer"
              onClick={(event) => {
                if (bridge === undefined) return;
                event.preventDefault();
                void bridge.openExternal(link);
              }}
            >
              {link.replace('#', ' #')}
              <ExternalLink aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
