import { Trash2 } from 'lucide-react';
import { useCallback } from 'react';
import { appInWords, mainApp } from '../../../server/contract/endpoints.ts';
import type { JarCookie } from '../../../server/contract/events/events.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';
import { attributeWords, decoded, expiryWords } from '../../parts/cookies/cookie-words.ts';
import { useLabAct } from '../../services/connection/use-act.ts';
import { Button } from '../../ui/button.tsx';
import { IdChip } from '../../ui/id-chip.tsx';
import { type Signer, signerOf } from './signer.ts';

/** One cookie in words. */
export function CookieView({
  browser,
  cookie,
  change,
  now,
}: {
  browser: string;
  cookie: JarCookie;
  change: 'same' | 'added' | 'changed';
  now: number;
}) {
  const act = useLabAct();
  const isOver = useHistory((state) => state.isOver);
  const { name, domain, path, value } = cookie;
  const signer = useAtCursor(
    useCallback(
      (log: EventLog, seq: number) => signerOf(log, browser, { name, value }, seq),
      [browser, name, value],
    ),
  );
  const remove = () =>
    void act('delete the cookie', (api) => api.deleteCookie.mutate({ browser, name, domain, path }));
  return (
    <div className={`cookie ${change}`}>
      <div className="cookie-head">
        <span className="cookie-name">
          <span className="mono">{name}</span>
          <IdChip id={decoded(value)} what={`the value of ${name}`} length={15} />
          {change !== 'same' && <span className="cookie-note">{change === 'added' ? 'new' : 'changed'}</span>}
        </span>
        {!isOver && (
          <Button look="plain" icon={<Trash2 aria-hidden />} aria-label={`Delete ${name}`} onClick={remove} />
        )}
      </div>
      <p className="cookie-facts">
        <span>{expiryWords(cookie.expires, now, 'until the browser closes')}</span>
        {signer !== undefined && <span>{signerWords(signer)}</span>}
        {attributeWords(cookie).map((words) => (
          <span key={words}>{words}</span>
        ))}
      </p>
    </div>
  );
}

function signerWords({ app, place }: Signer): string {
  const whose = app === mainApp ? '' : ` of ${appInWords(app)}`;
  return place === 'dropped'
    ? `signed by a secret${whose} no longer listed`
    : `signed by secret #${place}${whose}`;
}
