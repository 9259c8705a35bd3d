/** A sentence in which `backticks` mark what is code. */
export const Sentence = ({ text }: { text: string }) => text.split(/(`[^`]+`)/).map(partOf);

const partOf = (part: string, place: number) =>
  part.startsWith('`') ? <code key={`${place} ${part}`}>{part.slice(1, -1)}</code> : part;
