import type { RaceProgress } from '../../../../server/contract/races/races.ts';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';

/** How far the engine is, and the way out. */
export function Exploring({ progress }: { progress: RaceProgress | null }) {
  const cancel = useRaces((state) => state.cancel);
  return (
    <div className="exploring">
      <progress aria-label="Orders counted" max={1} {...(progress && { value: progress.done })} />
      <span className="grow soft dense">
        {progress ? progressWords(progress) : 'Starting the race’s lab…'}
      </span>
      <Button onClick={cancel}>Cancel</Button>
    </div>
  );
}

/** "12,345 states, 5,000 a second, about 3 s left" */
function progressWords({ states, rate, left }: RaceProgress): string {
  const whole = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
  const until = left === null ? 'how long it takes cannot be told yet' : leftWords(left);
  return `${whole(states)} states, ${whole(rate)} a second, ${until}`;
}

function leftWords(ms: number): string {
  if (ms < 1000) return 'less than a second left';
  const seconds = Math.round(ms / 1000);
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} minutes left`;
}
