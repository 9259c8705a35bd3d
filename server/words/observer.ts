/** What `observe` was given in place of the function that express-session exports. */
export type NoExpressSession =
  | { is: 'other'; of: string }
  | { is: 'made' }
  | { is: 'module' }
  | { is: 'unknown'; found: string };

/** Why `observe` does not take it, in one sentence. */
export function noExpressSessionWords(given: NoExpressSession): string {
  switch (given.is) {
    case 'other':
      return `observe takes what express-session or @fastify/session exports; what it was given is of ${given.of}, whose sessions it does not observe.`;
    case 'made':
      return 'observe takes what express-session or @fastify/session exports; what it was given is a middleware that was already made: give it that which makes it.';
    case 'module':
      return 'observe takes what express-session or @fastify/session exports; what it was given is the module around it: give it its default.';
    case 'unknown':
      return `observe takes what express-session or @fastify/session exports; it was given ${given.found}.`;
  }
}
