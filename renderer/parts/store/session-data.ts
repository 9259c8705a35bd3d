/** What the application put into a session: without the cookie's settings, which express-session keeps there too. */
export function dataOf(session: unknown): Record<string, unknown> {
  if (typeof session !== 'object' || session === null) return {};
  return Object.fromEntries(Object.entries(session).filter(([key]) => key !== 'cookie'));
}
