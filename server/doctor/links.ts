const readme = 'https://github.com/expressjs/session#';

/** Where a rule's matter is documented, or was asked. */
export const links = {
  option: (name: string): string => `${readme}${name.toLowerCase().replaceAll('.', '')}`,
  issue: (number: number): string => `https://github.com/expressjs/session/issues/${number}`,
  setCookie: (section: string): string =>
    `https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#${section}`,
  options: `${readme}sessionoptions`,
  proxies: 'https://expressjs.com/en/guide/behind-proxies.html',
  memoryStore: `${readme}compatible-session-stores`,
  sessionIds: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
} as const;
