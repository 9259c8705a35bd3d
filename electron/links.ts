import type { Shell } from 'electron';
import type { LinkId } from '../server/contract/bridge.ts';
import { type IssueLink, isIssueLink, issueUrl } from '../server/contract/scenario/lessons.ts';

const pages: Readonly<Record<Exclude<LinkId, 'lab'>, string>> = {
  docs: 'https://expressjs.com/en/resources/middleware/session.html',
  issues: 'https://github.com/expressjs/session/issues',
  'express-session': 'https://www.npmjs.com/package/express-session',
};

/** Opens a page of the allow-list in the default browser. The page names it; it never gives an address. */
export async function openExternal(
  shell: Pick<Shell, 'openExternal'>,
  link: LinkId | IssueLink,
  labUrl: string | null,
): Promise<void> {
  const address = isIssueLink(link) ? issueUrl(link) : link === 'lab' ? labUrl : pages[link];
  if (address !== null) await shell.openExternal(address);
}
