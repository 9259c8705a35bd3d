/** What a HAR has much of and nobody here reads: the bodies of answers, who caused a request, and pictures of pages. */
const unread: ReadonlySet<string> = new Set([
  '_initiator',
  'pages',
  'cache',
  'serverIPAddress',
  'queryString',
]);

/** A HAR without what makes it large; any other text as it is. */
export function slimHar(text: string): string {
  if (!/^\s*\{\s*"log"\s*:/.test(text)) return text;
  try {
    const slim: unknown = JSON.parse(text, (key, value: unknown) => {
      if (key === 'content' && typeof value === 'object' && value !== null) {
        return { mimeType: Reflect.get(value, 'mimeType') };
      }
      return unread.has(key) ? undefined : value;
    });
    return JSON.stringify(slim);
  } catch {
    // It says better what is wrong with it who reads it.
    return text;
  }
}
