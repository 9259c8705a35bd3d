import { Plus } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { draftOf, fewestRaceRequests, letterOf, mostRaceRequests } from './race-request.ts';
import { RaceRequestRow } from './request-row.tsx';

/** The requests that overlap. */
export function RaceRequestList() {
  const raceRequests = useRaces((state) => state.raceRequests);
  const add = useRaces((state) => state.add);
  const isFull = raceRequests.length >= mostRaceRequests;
  return (
    <section aria-labelledby="race-requests-heading">
      <div className="row">
        <h3 id="race-requests-heading" className="grow">
          At the same time
        </h3>
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          aria-label="Add a request to the race"
          hint={isFull ? `At most ${mostRaceRequests} race` : 'One more like the last'}
          aria-disabled={isFull}
          onClick={() => add('raceRequests', draftOf({ browser: 'alice' }))}
        />
      </div>
      <ol className="race-requests">
        {raceRequests.map((raceRequest, place) => (
          <li key={raceRequest.key}>
            <RaceRequestRow
              raceRequest={raceRequest}
              name={letterOf(place)}
              hasEarly
              canRemove={raceRequests.length > fewestRaceRequests}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
