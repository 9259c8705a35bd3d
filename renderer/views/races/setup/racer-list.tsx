import { Plus } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { draftOf, fewestRacers, letterOf, mostRacers } from './racer.ts';
import { RacerRow } from './racer-row.tsx';

/** The requests that overlap. */
export function RacerList() {
  const racers = useRaces((state) => state.racers);
  const add = useRaces((state) => state.add);
  const isFull = racers.length >= mostRacers;
  return (
    <section aria-labelledby="racers-heading">
      <div className="row">
        <h3 id="racers-heading" className="grow">
          At the same time
        </h3>
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          aria-label="Add a request to the race"
          hint={isFull ? `At most ${mostRacers} race` : 'One more like the last'}
          aria-disabled={isFull}
          onClick={() => add('racers', draftOf({ browser: 'alice' }))}
        />
      </div>
      <ol className="racers">
        {racers.map((racer, place) => (
          <li key={racer.key}>
            <RacerRow
              racer={racer}
              name={letterOf(place)}
              hasEarly
              canRemove={racers.length > fewestRacers}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
