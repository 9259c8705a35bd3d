/** Characters that turn text around, join or hide it, and those that are no text: they would show something else than is there. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** The text with each of those written as its code: `\\u202E`. Line breaks and tabs stay. */
export const visibleText = (text: string): string =>
  text.replace(unseen, (one) =>
    one === '\n' || one === '\t'
      ? one
      : `\\u${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
