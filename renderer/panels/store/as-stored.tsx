import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { isElsewhere } from '../../../server/contract/stores/store-kinds.ts';
import { mostStoredText, type StoredLook } from '../../../server/contract/stores/stored-look.ts';
import { labAt } from '../../history/folds/config-changes.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';
import { useApi } from '../../services/connection/api-context.ts';
import { explainError } from '../../services/connection/explain-error.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ScrollBox } from '../../ui/scroll-box.tsx';
import { useLabNow } from '../cookies/use-lab-now.ts';
import { clockWords, endWords, noticeWords } from './stored-words.ts';
import './as-stored.css';

/** ms after which the store is asked again, also where nothing was told. */
const askEvery = 2000;

/** What was answered, and when, by this page's clock. */
type Asked = { look: StoredLook; at: number } | { error: string };

/**
 * A session as its store keeps it, asked of the store itself, which knows the present alone. Where the lab is gone there is
 * nobody to ask. `seq`: the event that made it what it is.
 */
export function AsStored({ sessionKey, seq }: { sessionKey: string; seq: number }) {
  const isOver = useHistory((state) => state.isOver);
  const isNow = useHistory((state) => state.cursor === 'live');
  const { config } = useAtCursor(labAt);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const id = useId();
  if (isOver) return null;
  const open = chosen ?? (config !== null && isElsewhere(config.store));
  return (
    <div className="as-stored">
      <button
        type="button"
        className="as-stored-fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setChosen(!open)}
      >
        {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        As stored
      </button>
      <div id={id}>
        {open &&
          (isNow ? (
            <Row sessionKey={sessionKey} seq={seq} />
          ) : (
            <p className="faint dense">
              The store itself knows the present alone: it is shown while the cursor is live.
            </p>
          ))}
      </div>
    </div>
  );
}

function Row({ sessionKey, seq }: { sessionKey: string; seq: number }) {
  const asked = useStoredLook(sessionKey, seq);
  // Counts on by the second.
  useLabNow();
  if (asked === null) return <p className="faint dense">The store is asked…</p>;
  if ('error' in asked) return <p className="dense danger">{asked.error}</p>;
  const { look, at } = asked;
  const { row, notice, error } = look;
  const elapsed = Date.now() - at;
  return (
    <>
      {error !== null && <p className="dense danger">The store does not answer: {error}</p>}
      {row === null && error === null && notice.by !== 'unseen' && (
        <p className="dense">The store keeps nothing of it any more.</p>
      )}
      {row !== null && (
        <>
          <div className="as-stored-facts">
            <code>{row.key}</code>
            <CopyButton text={row.text} label="Copy the stored text" />
          </div>
          <p className="session-facts">
            {row.bytes.toLocaleString('en')} bytes, {endWords(look, elapsed)}
          </p>
          <ScrollBox label="The session’s own text" className="as-stored-text">
            {row.text}
          </ScrollBox>
          {row.text.length === mostStoredText && row.bytes > mostStoredText && (
            <p className="faint dense">Its first {mostStoredText.toLocaleString('en')} characters.</p>
          )}
        </>
      )}
      <p className="faint dense">{clockWords(look, elapsed)}</p>
      <p className="faint dense">{noticeWords(notice)}</p>
    </>
  );
}

/** Asked at once, after each change of the session, and time and again. */
function useStoredLook(key: string, seq: number): Asked | null {
  const api = useApi();
  const [asked, setAsked] = useState<Asked | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another event of the session is a reason to ask anew
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const next = await api.storedSession.query({ key }).then(
        (look): Asked => ({ look, at: Date.now() }),
        (error: unknown): Asked => ({ error: explainError(error).message }),
      );
      if (isOver) return;
      setAsked(next);
      timer = setTimeout(ask, askEvery);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [api, key, seq]);
  return asked;
}
