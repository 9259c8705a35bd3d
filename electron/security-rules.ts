/** Whether the window may go to an address: only to its own page, as a reload does. */
export function mayNavigate(to: string, origin: string): boolean {
  return URL.canParse(to) && new URL(to).origin === origin && new URL(to).pathname === '/';
}

/**
 * Whether the page may load something. Its own server, what it made itself, and in development the socket over which
 * Vite sends changes; nothing remote, whatever the page's policy says.
 */
export function mayLoad(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (protocol === 'data:' || protocol === 'devtools:') return true;
  if (protocol === 'blob:') return url.startsWith(`blob:${origin}/`);
  return (protocol === 'http:' || protocol === 'ws:') && host === new URL(origin).host;
}

const given = ['clipboard-sanitized-write', 'fullscreen'];

/** What is given to the page alone: to put text that was asked for with a click into the clipboard, to fill the screen. */
export function mayUse(permission: string, requestingOrigin: string, origin: string): boolean {
  const isOwn = URL.canParse(requestingOrigin) && new URL(requestingOrigin).origin === origin;
  return isOwn && given.includes(permission);
}
