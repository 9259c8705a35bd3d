/** What a terminal would obey, or a page show as another text than it is: control characters, and those that turn the direction of writing. */
const obeyed = /(?![\n\t])[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The text as it may be shown to who decides by it. In JSON, the escapes say the same. */
export const shownText = (text: string): string => text.replace(obeyed, escaped);
