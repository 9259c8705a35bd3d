import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWindow } from '../../services/window/window-store.ts';
import { Timeline } from '../../timeline/timeline.tsx';
import { Button } from '../../ui/button.tsx';
import { HueDot } from '../../ui/hue-dot.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import './stage.css';

export type Headline = {
  /** A sentence, in which `backticks` mark code. */
  words: string;
  because?: ReactNode;
  /** In whose colour; left out for nobody's. */
  hue?: number | null;
  isLoss?: boolean;
};

/**
 * What is told to a room: a headline, and the timeline up to it. The panels beside it are there where the window is wide.
 * `place`: which moment it is, from 1, of how many, or how many there are so far; a clicker's keys go on and back.
 */
export function Stage({
  name,
  title,
  claim,
  headline,
  place,
  fits = true,
  timelineKey,
  panels,
  controls,
}: {
  name: string;
  title: ReactNode;
  claim?: ReactNode;
  headline: Headline;
  place: { now: number; of: number; isGrowing?: boolean } | null;
  /** The whole log is in sight, or its newest. */
  fits?: boolean;
  /** Another one begins the timeline anew. */
  timelineKey?: string;
  panels?: ReactNode;
  controls: ReactNode;
}) {
  const present = useWindow((state) => state.present);
  return (
    <section className="stage" aria-label={name}>
      <header className="stage-head">
        <div className="grow">
          <h1>{title}</h1>
          {claim !== undefined && <p className="soft">{claim}</p>}
        </div>
        <Button
          look="plain"
          icon={<X aria-hidden />}
          aria-label="End the presentation"
          shortcut="Esc"
          onClick={() => present(false)}
        />
      </header>
      <div className={`spotlight ${headline.isLoss ? 'loss' : ''}`} aria-live="polite">
        <p className="spotlight-says">
          {headline.isLoss && <TriangleAlert aria-hidden />}
          {headline.hue !== undefined && headline.hue !== null && <HueDot hue={headline.hue} />}
          <span>
            <Sentence text={headline.words} />
          </span>
        </p>
        <div className="spotlight-because">{headline.because}</div>
      </div>
      <section className="stage-timeline" aria-label="Timeline">
        <Timeline key={timelineKey} fits={fits} hidesFuture hasBar={false} />
      </section>
      {panels !== undefined && <div className="stage-panels">{panels}</div>}
      <footer className="stage-foot">
        <p className="soft presenter-keys">
          <kbd>←</kbd>
          <kbd>→</kbd>{' '}
          {place !== null && (place.isGrowing ? `${place.of} so far` : `${place.now} of ${place.of}`)}
        </p>
        {controls}
      </footer>
    </section>
  );
}
