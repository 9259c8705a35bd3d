import { Play } from 'lucide-react';
import type { ReactNode } from 'react';
import './answer-bar.css';
import { Button } from './button.tsx';

export type AnswerBarProps = {
  /** What is written on the view's one button, and what it does. */
  action: string;
  hint: string;
  isReady: boolean;
  onAction: () => void;
  /** The answer, or the question while there is none. */
  words: string;
  isAnomalous?: boolean;
  /** Stands in the words' place while it is there; they are then for screen readers only. */
  progress?: ReactNode;
  /** Why the answer is not to what is asked now; null where it is. */
  stale: string | null;
  /** Stands at the end of the line. */
  tools?: ReactNode;
  children?: ReactNode;
};

/** A question's one button, and the answer to it in a sentence. */
export function AnswerBar({ action, hint, isReady, onAction, words, stale, ...rest }: AnswerBarProps) {
  const { isAnomalous = false, progress, tools, children } = rest;
  return (
    <section className="answer" aria-label="Answer">
      <div className="answer-line">
        <Button
          look="primary"
          icon={<Play aria-hidden />}
          hint={hint}
          shortcut="E"
          disabled={!isReady}
          onClick={onAction}
        >
          {action}
        </Button>
        {progress}
        <p
          className={progress ? 'visually-hidden' : 'answer-words'}
          role="status"
          data-anomalous={isAnomalous}
        >
          {words}
        </p>
        {stale !== null && <span className="answer-stale">{stale}</span>}
        {tools}
      </div>
      {children}
    </section>
  );
}

/** Why there is no answer. `isNews`: it came of what was just done. */
export const AnswerFailure = ({ isNews = false, children }: { isNews?: boolean; children: ReactNode }) => (
  <p className="answer-failure" {...(isNews && { role: 'alert' })}>
    {children}
  </p>
);
