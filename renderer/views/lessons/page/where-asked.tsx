import { ExternalLink } from 'lucide-react';
import { type IssueLink, issueUrl } from '../../../../server/contract/scenario/lessons.ts';
import { bridge } from '../../../services/bridge.ts';

/** Issues in which people asked about what the lesson shows. The desktop window opens them through its allow-list. */
export function WhereAsked({ links }: { links: readonly IssueLink[] }) {
  return (
    <section className="lesson-section" aria-labelledby="where-asked">
      <h3 id="where-asked">Where people asked</h3>
      <ul className="lesson-links">
        {links.map((link) => (
          <li key={link}>
            <a
              href={issueUrl(link)}
              target="_blank"
              rel="noreferrer"
              onClick={(event) => {
                if (bridge === undefined) return;
                event.preventDefault();
                void bridge.openExternal(link);
              }}
            >
              {link.replace('#', ' #')}
              <ExternalLink aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
