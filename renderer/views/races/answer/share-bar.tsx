import { countText, percentText } from '../../../../server/contract/races/race-counts.ts';
import { raceHeadline } from '../../../../server/contract/races/race-words.ts';
import type { RaceResult } from '../../../../server/contract/races/races.ts';
import { type Segment, segmentsOf } from './segments.ts';
import './share-bar.css';

/** All orders as one bar: calm where they end as one request after the other would, red and striped where not. */
export const ShareBar = ({ result }: { result: RaceResult }) => (
  <Bar segments={segmentsOf(result.outcomes)} label={raceHeadline(result)} />
);

export const Bar = ({ segments, label }: { segments: readonly Segment[]; label: string }) => (
  <div className="share-bar" role="img" aria-label={label}>
    {segments.map((segment) => (
      <span
        key={`${segment.outcome} ${segment.anomaly}`}
        className={`share ${segment.anomaly === null ? 'serial' : 'anomaly'}`}
        style={{ flexGrow: Math.max(segment.share, 0.004) }}
        title={`${segment.anomaly ?? 'as one after the other'}: ${countText(segment.schedules)} orders, ${percentText(segment.share)}`}
      >
        <span className="share-words">
          {percentText(segment.share)} {segment.anomaly ?? 'serial'}
        </span>
      </span>
    ))}
  </div>
);
