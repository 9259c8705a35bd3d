import { HueDot } from '../../../ui/hue-dot.tsx';
import type { Spot } from './spot.ts';

/** What happens at this moment, in one sentence that reads from the back of the room. */
export function Spotlight({ spot }: { spot: Spot | null }) {
  return (
    <div className="spotlight" aria-live="polite">
      <p className="spotlight-says">
        {spot?.browser && <HueDot hue={spot.hue} />}
        {spot?.sentence ?? 'Nothing has happened yet.'}
      </p>
      <p className="spotlight-because">{spot?.because}</p>
    </div>
  );
}
