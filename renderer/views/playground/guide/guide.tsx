import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useCallback } from 'react';
import type { EventLog } from '../../../history/log/event-log.ts';
import { useAtCursor, useHistory } from '../../../history/use-history.ts';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { type GuideStep, guideStep } from './guide-steps.ts';
import { raceSummary, summaryWords } from './race-summary.ts';
import './guide.css';

const steps = [
  { step: 'fire', words: 'Fire five GET /views together' },
  { step: 'look', words: 'Click the struck-through write' },
  { step: 'read', words: 'Read why it was lost' },
] as const;

/** The next three clicks, for somebody who is here for the first time. */
export function Guide() {
  const isDismissed = usePlaygroundStore((state) => state.isGuideDismissed);
  const dismiss = usePlaygroundStore((state) => state.dismissGuide);
  const cursor = useHistory((state) => state.cursor);
  const selection = useHistory((state) => state.selection);
  const setCursor = useHistory((state) => state.setCursor);
  const now = useAtCursor(
    useCallback((log: EventLog, seq: number) => guideStep(log, seq, cursor, selection), [cursor, selection]),
  );
  if (isDismissed) return null;
  const ways = { fire: null, look: () => now.step === 'look' && setCursor(now.loss.seq), read: focusLosses };
  return (
    <aside className="guide" aria-label="First steps">
      {now.step === 'begin' || now.step === 'no loss' ? (
        <span className="guide-note">{noteOf(now)}</span>
      ) : (
        <ol>
          {steps.map(({ step, words }, place) => (
            <li key={step}>
              <GuideItem number={place + 1} words={words} isNow={step === now.step} onGo={ways[step]} />
            </li>
          ))}
        </ol>
      )}
      <span className="grow" />
      <Button look="plain" icon={<X aria-hidden />} aria-label="Dismiss the first steps" onClick={dismiss} />
    </aside>
  );
}

/** One suggestion. The first is done in the form above, so it is no button itself. */
function GuideItem({
  number,
  words,
  isNow,
  onGo,
}: {
  number: number;
  words: string;
  isNow: boolean;
  onGo: (() => void) | null;
}) {
  const content = (
    <>
      <span className="guide-number">{number}</span>
      <span className="guide-words">{words}</span>
    </>
  );
  const current = isNow ? 'step' : undefined;
  if (onGo === null)
    return (
      <span className="guide-item" aria-current={current}>
        {content}
      </span>
    );
  return (
    <button
      type="button"
      className="guide-item"
      // Done, it keeps the focus.
      aria-disabled={!isNow}
      aria-current={current}
      onClick={() => isNow && onGo()}
    >
      {content}
    </button>
  );
}

const begin = 'The jar is empty. Send one request, which brings a session; then Fire five that share it.';
const strangers = 'The jar was empty, so each got a session of its own. Fire again: now they share one.';
const noLoss = 'Nothing was lost. Try GET /views with work 30 ms, several together.';

const noteOf = (now: Extract<GuideStep, { step: 'begin' | 'no loss' }>): string => {
  if (now.step === 'begin') return begin;
  return now.strangers ? strangers : noLoss;
};

/** Brings the reason into sight, and to a screen reader. */
function focusLosses(): void {
  const region = document.querySelector<HTMLElement>('.losses');
  region?.setAttribute('tabindex', '-1');
  region?.focus();
}

/** How the requests fired last fared, in a sentence. */
export function SummaryBar() {
  const summary = useAtCursor(raceSummary);
  const setCursor = useHistory((state) => state.setCursor);
  const first = summary?.first ?? null;
  const state = summary === null ? 'waiting' : first === null ? '' : 'lost';
  return (
    <div className={`summary ${state}`} role="status">
      {summary === null ? (
        <span className="faint dense">
          Fire several requests together, and here stands whether writes were lost.
        </span>
      ) : (
        <>
          {first === null ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          <span className="grow">{summaryWords(summary)}</span>
          {first !== null && <Button onClick={() => setCursor(first.seq)}>Go to the first</Button>}
        </>
      )}
    </div>
  );
}
