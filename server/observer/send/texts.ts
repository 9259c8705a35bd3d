/**
 * A session's text goes over the wire once: where it comes again soon, as it does in most events of a request, its place in a
 * table stands for it. Both sides fill the table alike.
 */
const places = 512;
/** Characters of a text that is kept in it. */
const mostKept = 20_000;

/** What stands for a text: its place; `{ kept }` with what is told of it, which has a place from here on; or that alone. */
export type Told = number | string | { kept: string };

/** `tellable`: the text as it may be told. */
export function createToldTexts(tellable: (text: string) => string): (text: string) => Told {
  const placeOf = new Map<string, number>();
  const texts: string[] = [];
  let next = 0;
  return (text) => {
    const known = placeOf.get(text);
    if (known !== undefined) return known;
    const told = tellable(text);
    if (text.length > mostKept || told.length > mostKept) return told;
    const gone = texts[next];
    if (gone !== undefined) placeOf.delete(gone);
    texts[next] = text;
    placeOf.set(text, next);
    next = (next + 1) % places;
    return { kept: told };
  };
}

/** The other side: the text that was told, or that a place stands for; `undefined` where it is neither. */
export function createHeardTexts(): (told: unknown) => unknown {
  const texts: string[] = [];
  let next = 0;
  return (told) => {
    if (typeof told === 'number') return texts[told];
    if (typeof told !== 'object' || told === null) return told;
    const text: unknown = Reflect.get(told, 'kept');
    if (typeof text !== 'string' || text.length > mostKept) return undefined;
    texts[next] = text;
    next = (next + 1) % places;
    return text;
  };
}

/** Fields of events in which sessions stand. */
export const textFields = ['session', 'before', 'found', 'after'] as const;
