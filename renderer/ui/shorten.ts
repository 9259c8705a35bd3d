/** Shortened in the middle, so that both ends, by which people tell IDs apart, stay. */
export function shortenMiddle(text: string, length = 9): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}
