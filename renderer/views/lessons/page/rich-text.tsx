import { addressOf } from '../catalogue/entry.ts';

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
